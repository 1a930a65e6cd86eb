import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useLack } from '../session/me.tsx';
import { useWarnBeforeLeaving } from '../session/warn-before-leaving.ts';
import { text } from '../texts/rights-text.ts';
import { InitialPasswordLine } from './initial-password.tsx';
import { type InitialPassword, type SettingValues, settingFields, valuesOf } from './setting-fields.ts';
import { isInBounds, SettingLine } from './setting-line.tsx';
import { type GeneralSettingsAnswer, useGeneralSettings } from './settings-query.ts';
import '../list/filter-bar.css';
import '../roles/notes-of-rights.css';
import './settings.css';

const SaveSettingsDialog = lazy(() => import('./save-settings-dialog.tsx'));
const groups = ['sessions', 'passwords', 'throttling'] as const;

/** The settings of all Identity Services: how long sessions live, what passwords have to be, how tries are slowed down. */
export default function SettingsPage(): ReactNode {
  const settings = useGeneralSettings();
  return (
    <section className="page scrolls" aria-labelledby="settings-title">
      <header className="page-head">
        <h1 id="settings-title">{text('settings.title')}</h1>
      </header>
      {settings.error !== null && settings.data === undefined && (
        <RefusalNote
          error={settings.error}
          what={text('settings.unread')}
          onRetry={() => void settings.refetch()}
        />
      )}
      {settings.isPending && settings.error === null && <span className="skeleton" />}
      {settings.data !== undefined && <Settings answer={settings.data} />}
    </section>
  );
}

const keep: InitialPassword = { kind: 'keep' };

/** What is not saved, for as long as the page lives; a password is not among it. */
let unsaved: Partial<SettingValues> = {};

function Settings({ answer }: { readonly answer: GeneralSettingsAnswer }): ReactNode {
  const lack = useLack('sos:products:joc:administration:settings:manage');
  const inForce = valuesOf(answer.effective);
  const [changed, setChanged] = useState(unsaved);
  const [wasKept] = useState(Object.keys(unsaved).length > 0);
  const [initial, setInitial] = useState<InitialPassword>(keep);
  const [saves, setSaves] = useState(false);
  const values = { ...inForce, ...changed };
  const changedFields = settingFields.filter(({ id }) => !Object.is(values[id], inForce[id]));
  const isWrong = settingFields.some((field) => !isInBounds(field, values[field.id]));
  const isUnset = initial.kind === 'set' && initial.password === '';
  const isChanged = changedFields.length > 0 || initial.kind !== 'keep';
  useWarnBeforeLeaving(isChanged);
  const put = (next: Partial<SettingValues>) => {
    unsaved = next;
    setChanged(next);
  };
  const discard = () => {
    put({});
    setInitial(keep);
  };
  return (
    <div className="settings">
      {isChanged && (
        <div className="bulk change-bar" role="status">
          <span>
            <strong>
              {text('role.changes', { count: changedFields.length + (initial.kind === 'keep' ? 0 : 1) })}
            </strong>
            {wasKept && <> {text('role.kept')}</>}
          </span>
          <span className="change-bar-actions">
            <Action onClick={discard}>{text('role.discard')}</Action>
            <Action
              kind="main"
              onClick={() => setSaves(true)}
              {...(isWrong || isUnset ? { notNow: text('settings.faulty') } : {})}
            >
              {text('settings.save')}
            </Action>
          </span>
        </div>
      )}
      {lack !== undefined && <Action lack={lack}>{text('settings.readOnly')}</Action>}
      {groups.map((group) => (
        <section key={group} className="card" aria-labelledby={`settings-${group}`}>
          <header className="card-head">
            <h2 id={`settings-${group}`}>{text(`settings.groups.${group}`)}</h2>
          </header>
          <div className="panel-part setting-lines">
            {group === 'throttling' && <p className="quiet">{text('settings.throttlingWords')}</p>}
            {settingFields
              .filter((field) => field.group === group)
              .map((field) => (
                <SettingLine
                  key={field.id}
                  field={field}
                  value={values[field.id]}
                  isChanged={changedFields.includes(field)}
                  isReadOnly={lack !== undefined}
                  onChange={(value) => put({ ...changed, [field.id]: value })}
                />
              ))}
            {group === 'passwords' && (
              <InitialPasswordLine
                hasOne={answer.effective.hasInitialPassword}
                value={initial}
                isReadOnly={lack !== undefined}
                onChange={setInitial}
              />
            )}
          </div>
        </section>
      ))}
      {saves && (
        <Suspense fallback={null}>
          <SaveSettingsDialog
            stored={answer.stored}
            inForce={inForce}
            values={values}
            initial={initial}
            fields={changedFields}
            onDone={discard}
            onClose={() => setSaves(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
