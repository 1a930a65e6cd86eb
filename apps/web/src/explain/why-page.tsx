import { IconHelpCircle } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readText, type Search } from '../address/search-text.ts';
import { Empty } from '../elements/empty.tsx';
import { LockedPage } from '../elements/locked-page.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { Tabs } from '../elements/tabs.tsx';
import { AccountField } from '../identity/account-field.tsx';
import { ServiceSelect } from '../identity/service-select.tsx';
import { type ServiceItem, useServices, withAccounts } from '../identity/services-query.ts';
import { useControllerId } from '../session/controller.tsx';
import { useLack, useMe } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { type Question, useExplanation } from './explain-query.ts';
import { ExplanationView } from './explanation-view.tsx';
import { Field } from './field.tsx';
import { placesOf, withFolder } from './places-of.ts';
import { QuestionFields } from './question-fields.tsx';
import { type WhoCanAsk, WhoCanList } from './who-can-list.tsx';
import '../orders/orders.css';
import '../sessions/sessions.css';
import './explain.css';
import '../list/filter-bar.css';

const view = 'sos:products:joc:administration:accounts:view';

/** Why somebody may or may not do something, and who may. The address holds the question. */
export default function WhyPage(): ReactNode {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const lack = useLack(view);
  const tab = search.tab === 'who' ? 'who' : 'why';
  const put = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, reference: undefined, ...change }) as never,
      replace: true,
    });
  const asked = useAsked(search);
  return (
    <section className="page why-page" aria-labelledby="why-title">
      <header className="page-head">
        <h1 id="why-title">{text('identity.views.why')}</h1>
      </header>
      <Tabs
        label={text('identity.views.why')}
        tabs={[
          { id: 'why', label: text('why.tabs.why') },
          { id: 'who', label: text('why.tabs.who') },
        ]}
        current={tab}
        onChange={(id) => put({ tab: id === 'why' ? undefined : id })}
      />
      {tab === 'who' && lack !== undefined ? (
        <LockedPage permission={lack} title={text('identity.locked')} />
      ) : (
        <>
          <search className="why-form" aria-label={text('why.question')}>
            {tab === 'why' && lack === undefined && <AccountFields search={search} onChange={put} />}
            <QuestionFields
              value={{
                permission: search.permission,
                controller: asked.controllerId,
                folder: search.folder,
              }}
              noFolder={tab === 'why' ? '/' : text('why.folderAny')}
              onChange={(change) => put(change)}
            />
          </search>
          {tab === 'why' ? <Why search={search} asked={asked} /> : <Who asked={asked} />}
        </>
      )}
    </section>
  );
}

type Asked = Partial<WhoCanAsk> & { readonly isWhole: boolean };

/** What the address asks; the Controller in use stands where none is named. */
function useAsked(search: Search): Asked {
  const inUse = useControllerId();
  const permission = readText(search.permission, 255);
  const { hasController, hasFolder } = placesOf(permission);
  const controllerId = hasController ? (search.controller ?? inUse) : undefined;
  const folder = hasFolder ? readText(search.folder) : undefined;
  return {
    ...(permission === undefined ? {} : { permission }),
    ...(controllerId === undefined ? {} : { controllerId }),
    ...(folder === undefined ? {} : { folder }),
    isWhole: permission !== undefined && (!hasController || controllerId !== undefined),
  };
}

function Why({ search, asked }: { readonly search: Search; readonly asked: Asked }): ReactNode {
  const me = useMe();
  const services = withAccounts(useServices().data ?? []);
  const service = search.service ?? services[0]?.identityServiceName;
  const { isWhole, ...what } = asked;
  const whose: Question =
    search.account === undefined
      ? {}
      : { accountName: search.account, ...(service === undefined ? {} : { identityServiceName: service }) };
  const question: Question | undefined =
    search.reference !== undefined
      ? { reference: search.reference }
      : isWhole
        ? withFolder({ ...whose, ...what })
        : undefined;
  const why = useExplanation(question);
  if (question === undefined)
    return (
      <Empty icon={<IconHelpCircle aria-hidden />} title={text('why.ask')}>
        {text('why.askWords', { account: me.account })}
      </Empty>
    );
  return (
    <div className="page scrolls why-scroll">
      {why.error !== null && (
        <RefusalNote error={why.error} what={text('why.unread')} onRetry={() => void why.refetch()} isLast />
      )}
      {why.isPending && <span className="skeleton" role="status" aria-label={text('common.reading')} />}
      {why.data !== undefined && (
        <section className="card why-result" aria-live="polite">
          <ExplanationView explanation={why.data} />
        </section>
      )}
    </div>
  );
}

function Who({ asked }: { readonly asked: Asked }): ReactNode {
  const { isWhole, permission, ...where } = asked;
  if (!isWhole || permission === undefined)
    return (
      <Empty icon={<IconHelpCircle aria-hidden />} title={text('why.askWho')}>
        {text('why.askWhoWords')}
      </Empty>
    );
  return <WhoCanList asked={{ permission, ...where }} />;
}

function AccountFields(props: {
  readonly search: Search;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}): ReactNode {
  const me = useMe();
  const services: readonly ServiceItem[] = withAccounts(useServices().data ?? []);
  const service = props.search.service ?? services[0]?.identityServiceName;
  return (
    <>
      {services.length > 1 && (
        <Field label={text('service.label')}>
          <ServiceSelect
            services={services}
            value={service}
            onChange={(name) => props.onChange({ service: name, account: undefined })}
          />
        </Field>
      )}
      <Field label={text('accounts.columns.name')}>
        <AccountField
          label={text('accounts.columns.name')}
          placeholder={text('why.yourself', { account: me.account })}
          identityServiceName={service}
          value={props.search.account}
          onChange={(account) => props.onChange({ account })}
        />
      </Field>
    </>
  );
}
