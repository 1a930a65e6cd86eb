import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { say } from '../elements/announcer.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { saveFile } from '../list/save-file.ts';
import { text } from '../texts/rights-text.ts';
import { ServiceField } from './service-field.tsx';
import { fileName } from './transfer-file.ts';

/** Takes accounts and roles of a service out as a file. */
export function ExportCard({ services }: { readonly services: readonly string[] }): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const service = chosen ?? services[0];
  const [parts, setParts] = useState({ roles: true, accounts: true });
  const run = useMutation({
    mutationFn: async () => {
      if (service === undefined) return;
      const { content } = await ask('iam.export', {
        identityServiceName: service,
        // An empty list asks for none.
        ...(parts.roles ? {} : { roles: [] }),
        ...(parts.accounts ? {} : { accounts: [] }),
      });
      saveFile(fileName(service, Date.now()), `${JSON.stringify(content, null, 2)}\n`, 'application/json');
      say(text('transfer.export.done', { roles: content.roles.length, accounts: content.accounts.length }));
    },
  });
  return (
    <section className="card" aria-labelledby="export-title">
      <header className="card-head">
        <h2 id="export-title">{text('transfer.export.title')}</h2>
      </header>
      <div className="panel-part transfer-part">
        <p className="quiet">{text('transfer.export.words')}</p>
        <ServiceField
          label={text('roles.service')}
          services={services}
          value={service}
          onChange={setChosen}
        />
        <div className="transfer-choices">
          {(['roles', 'accounts'] as const).map((part) => (
            <label key={part} className="check-line">
              <input
                type="checkbox"
                checked={parts[part]}
                onChange={(event) => setParts({ ...parts, [part]: event.target.checked })}
              />
              {text(`transfer.export.${part}`)}
            </label>
          ))}
        </div>
        {run.error !== null && <RefusalNote error={run.error} what={text('transfer.export.failed')} />}
        <p>
          <Action
            kind="main"
            icon={<IconDownload size={15} aria-hidden />}
            isBusy={run.isPending}
            onClick={() => run.mutate()}
            {...(service === undefined
              ? { notNow: text('roles.noService') }
              : parts.roles || parts.accounts
                ? {}
                : { notNow: text('transfer.export.nothing') })}
          >
            {text('transfer.export.verb')}
          </Action>
        </p>
      </div>
    </section>
  );
}
