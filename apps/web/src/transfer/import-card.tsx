import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/rights-text.ts';
import { type ImportedItem, ImportItems } from './import-items.tsx';
import { ServiceField } from './service-field.tsx';
import { type FileFault, fileBytesMax, type IdentityContent, readContent } from './transfer-file.ts';

const ImportDialog = lazy(() => import('./import-dialog.tsx'));

interface Read {
  readonly content?: IdentityContent;
  readonly fault?: FileFault;
}

/** Brings accounts and roles in from a file, which is tried first. */
export function ImportCard({ services }: { readonly services: readonly string[] }): ReactNode {
  const id = useId();
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const [chosen, setChosen] = useState<string>();
  const service = chosen ?? services[0];
  const [read, setRead] = useState<Read>({});
  const [isOpen, setOpen] = useState(false);
  const tried = useMutation({
    mutationFn: ({ content, into }: { readonly content: IdentityContent; readonly into: string }) =>
      ask('iam.import', { identityServiceName: into, content, dryRun: true }),
  });
  const attempt = (content: IdentityContent | undefined, into: string | undefined) => {
    if (content === undefined || into === undefined) tried.reset();
    else tried.mutate({ content, into });
  };
  const choose = async (file: File | undefined) => {
    const next = file === undefined ? {} : await readFile(file);
    setRead(next);
    attempt(next.content, service);
  };
  const items = tried.data?.items ?? [];
  return (
    <section className="card" aria-labelledby="import-title">
      <header className="card-head">
        <h2 id="import-title">{text('transfer.import.title')}</h2>
      </header>
      <div className="panel-part transfer-part">
        <p className="quiet">{text('transfer.import.words')}</p>
        {lack !== undefined && (
          <p>
            <Action lack={lack}>{text('transfer.import.verb')}</Action>
          </p>
        )}
        <ServiceField
          label={text('transfer.import.into')}
          services={services}
          value={service}
          onChange={(name) => {
            setChosen(name);
            attempt(read.content, name);
          }}
        />
        <div className="transfer-field">
          <label htmlFor={id}>{text('transfer.import.file')}</label>
          <input
            id={id}
            type="file"
            accept="application/json,.json"
            disabled={lack !== undefined}
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        </div>
        <div aria-live="polite" className="transfer-part">
          {read.fault !== undefined && <p className="field-fault">{text(`transfer.import.${read.fault}`)}</p>}
          {read.content !== undefined && (
            <p className="quiet">
              {text('transfer.import.from', { service: String(read.content.identityServiceName) })}
            </p>
          )}
          {tried.isPending && <p className="quiet">{text('transfer.import.reading')}</p>}
          {tried.error !== null && <RefusalNote error={tried.error} what={text('transfer.import.failed')} />}
        </div>
        {tried.data !== undefined && (
          <>
            <ImportItems items={items} />
            <p className="transfer-actions">
              <Action
                kind="main"
                icon={<IconUpload size={15} aria-hidden />}
                onClick={() => setOpen(true)}
                {...notNow(items)}
              >
                {text('transfer.import.verb')}
              </Action>
              <span className="quiet">{text('transfer.import.tried')}</span>
            </p>
          </>
        )}
      </div>
      <Suspense fallback={null}>
        {isOpen && service !== undefined && read.content !== undefined && (
          <ImportDialog
            service={service}
            content={read.content}
            items={items}
            onDone={() => attempt(read.content, service)}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </section>
  );
}

async function readFile(file: File): Promise<Read> {
  return file.size > fileBytesMax ? { fault: 'tooLarge' } : readContent(await file.text());
}

function notNow(items: readonly ImportedItem[]): { readonly notNow?: string } {
  if (items.some(({ action }) => action === 'refuse')) return { notNow: text('transfer.import.refused') };
  if (items.every(({ action }) => action === 'none')) return { notNow: text('transfer.import.nothingNew') };
  return {};
}
