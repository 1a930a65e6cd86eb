import { IconAlertTriangle, IconMinus, IconPlus, IconUser, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import { text } from '../texts/rights-text.ts';
import { type AlikeSubjects, alikeSubjects } from './alike-subjects.ts';
import { extentWords } from './extent-words.ts';
import { permissionTitle } from './node-words.ts';
import type { Rehearsal } from './rehearsal-query.ts';
import './rehearsal.css';

type Difference = Rehearsal['subjects'][number]['gains'][number];

/** How many are unfolded by themselves, and how many lines of one are shown. */
const unfoldedMax = 3;
const linesMax = 60;
/** How many names stand in the head of those who gain and lose the same. */
const namesMax = 3;

/** Who gains and who loses what by a change, and which answers of the past would have been others. */
export function RehearsalView({ rehearsal }: { readonly rehearsal: Rehearsal }): ReactNode {
  const { warnings, subjects, total, replay } = rehearsal;
  return (
    <>
      {warnings.map((warning) => (
        <p key={`${warning.kind} ${warning.text}`} className="note" data-hue={warningHue(warning.kind)}>
          <IconAlertTriangle size={16} aria-hidden />
          <span className="note-body">{warning.text}</span>
        </p>
      ))}
      <section>
        <h3 className="part-title">{text('rehearsal.who')}</h3>
        {total === 0 ? (
          <p className="quiet">{text('rehearsal.nobody')}</p>
        ) : (
          <>
            <p className="quiet">{text('rehearsal.total', { count: total })}</p>
            <div className="subjects">
              {alikeSubjects(subjects).map((alike, index) => (
                <SubjectLines key={alike.names.join()} alike={alike} isOpen={index < unfoldedMax} />
              ))}
            </div>
            {total > subjects.length && (
              <p className="quiet">{text('rehearsal.more', { count: total - subjects.length })}</p>
            )}
          </>
        )}
      </section>
      <Replay replay={replay} />
    </>
  );
}

function warningHue(kind: Rehearsal['warnings'][number]['kind']): string {
  return kind === 'beyondOwnRights' || kind === 'lastAdministrator' ? 'red' : 'amber';
}

function SubjectLines({
  alike,
  isOpen,
}: {
  readonly alike: AlikeSubjects;
  readonly isOpen: boolean;
}): ReactNode {
  const { gains, loses, names, first } = alike;
  const Icon = first.kind === 'group' || names.length > 1 ? IconUsers : IconUser;
  const rest = names.length - namesMax;
  return (
    <details className="subject" open={isOpen}>
      <summary>
        <Icon size={15} aria-hidden />
        <span className="subject-names">
          <strong>{names.slice(0, namesMax).join(', ')}</strong>
          {rest > 0 && ` ${text('rehearsal.more', { count: rest })}`}
          {first.kind === 'group' && <span className="faint"> {text('rehearsal.group')}</span>}
          {first.state !== 'active' && (
            <span className="faint"> {text(`rehearsal.state.${first.state}`)}</span>
          )}
        </span>
        <span className="subject-counts">
          {gains.length > 0 && (
            <span data-hue="green">{text('rehearsal.gains', { count: gains.length })}</span>
          )}
          {loses.length > 0 && <span data-hue="red">{text('rehearsal.loses', { count: loses.length })}</span>}
        </span>
      </summary>
      {rest > 0 && <p className="subject-rest">{names.slice(namesMax).join(', ')}</p>}
      <ul>
        {gains.slice(0, linesMax).map((one) => (
          <DifferenceLine key={`+ ${one.permission} ${one.controllerId}`} difference={one} isGain />
        ))}
        {loses.slice(0, linesMax).map((one) => (
          <DifferenceLine key={`- ${one.permission} ${one.controllerId}`} difference={one} isGain={false} />
        ))}
      </ul>
    </details>
  );
}

function DifferenceLine(props: { readonly difference: Difference; readonly isGain: boolean }): ReactNode {
  const { permission, before, after } = props.difference;
  const Icon = props.isGain ? IconPlus : IconMinus;
  return (
    <li data-hue={props.isGain ? 'green' : 'red'}>
      <Icon size={13} aria-hidden />
      <span>
        <span className="unseen">{text(props.isGain ? 'rehearsal.gainsWord' : 'rehearsal.losesWord')} </span>
        <span title={permission}>{permissionTitle(permission)}</span>{' '}
        <span className="faint">
          {placeWords(props.difference)}
          {text('rehearsal.changed', { before: extentWords(before), after: extentWords(after) })}
        </span>
      </span>
    </li>
  );
}

function placeWords({ controllerId, exceptControllerIds: except }: Difference): string {
  if (controllerId !== undefined) return `${text('rehearsal.at', { controller: controllerId })}: `;
  return except.length === 0
    ? ''
    : `${text('meaning.every.atAllExcept', { controllers: except.join(', ') })}: `;
}

function Replay({ replay }: { readonly replay: Rehearsal['replay'] }): ReactNode {
  return (
    <section>
      <h3 className="part-title">{text('rehearsal.replay')}</h3>
      {replay.questions === 0 ? (
        <p className="quiet">{text('rehearsal.replayNone')}</p>
      ) : (
        <p className="quiet">
          {replay.changed === 0
            ? text('rehearsal.replaySame')
            : text('rehearsal.replayChanged', { count: replay.changed })}{' '}
          {text('rehearsal.replayed', { count: replay.questions })} <Moment ms={Date.parse(replay.since)} />.
        </p>
      )}
      {replay.notReplayed > 0 && (
        <p className="quiet">{text('rehearsal.notReplayed', { count: replay.notReplayed })}</p>
      )}
      {replay.answers.length > 0 && (
        <ul className="replayed">
          {replay.answers.slice(0, linesMax).map((one) => (
            <li
              key={`${one.identityServiceName} ${one.accountName} ${one.permission} ${one.controllerId} ${one.folder}`}
              data-hue={one.after ? 'green' : 'red'}
            >
              <strong>{text(one.after ? 'rehearsal.wouldAllow' : 'rehearsal.wouldRefuse')}</strong>{' '}
              {one.accountName}: <span title={one.permission}>{permissionTitle(one.permission)}</span>
              {one.folder !== undefined && <code> {one.folder}</code>}
              {one.controllerId !== undefined && ` ${text('rehearsal.at', { controller: one.controllerId })}`}
              <span className="faint">
                {' '}
                · {text('rehearsal.times', { count: one.count })} · <Moment ms={Date.parse(one.last)} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
