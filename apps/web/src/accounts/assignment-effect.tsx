import { IconAlertTriangle, IconMinus, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { ask } from '../api/ask.ts';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { permissionLabel } from '../permissions/permission-groups.ts';
import { text } from '../texts/identity-text.ts';
import './assignment-effect.css';

const shownMax = 6;

/** What other roles would give to an account and take from it, before they are saved. */
export function AssignmentEffect(props: {
  readonly identityServiceName: string;
  readonly accountName: string;
  readonly roles: readonly string[];
}): ReactNode {
  const { identityServiceName, accountName } = props;
  const roles = useDeferredValue(props.roles);
  const effect = useQuery({
    queryKey: ['iam', 'assignment-effect', identityServiceName, accountName, roles],
    queryFn: ({ signal }) =>
      ask(
        'iam.rehearsal',
        { identityServiceName, assignment: { accountName, roles: [...roles] } },
        { signal },
      ),
  });
  if (effect.error !== null)
    return <RefusalNote error={effect.error} what={text('accounts.effect.unread')} />;
  if (effect.data === undefined) return <p className="quiet">{text('accounts.effect.reading')}</p>;
  const { subjects, warnings, replay } = effect.data;
  const own = subjects.find((one) => one.kind === 'account' && one.name === accountName);
  const gains = labels(own?.gains ?? []);
  const loses = labels(own?.loses ?? []);
  return (
    <section className="effect" aria-label={text('accounts.effect.title')} aria-live="polite">
      <h3 className="part-title">{text('accounts.effect.title')}</h3>
      {gains.length === 0 && loses.length === 0 && <p className="quiet">{text('accounts.effect.none')}</p>}
      <Labels
        icon={<IconPlus size={14} aria-hidden />}
        hue="green"
        word={text('accounts.effect.gains')}
        labels={gains}
      />
      <Labels
        icon={<IconMinus size={14} aria-hidden />}
        hue="red"
        word={text('accounts.effect.loses')}
        labels={loses}
      />
      {replay.changed > 0 && <p>{text('accounts.effect.replay', { count: replay.changed })}</p>}
      {warnings.map((warning) => (
        <p key={warning.text} className="effect-line" data-hue="amber">
          <IconAlertTriangle size={14} aria-hidden /> {warning.text}
        </p>
      ))}
    </section>
  );
}

function labels(differences: readonly { readonly permission: string }[]): readonly string[] {
  return [...new Set(differences.map(({ permission }) => permissionLabel(permission)))];
}

function Labels(props: {
  readonly icon: ReactNode;
  readonly hue: string;
  readonly word: string;
  readonly labels: readonly string[];
}): ReactNode {
  if (props.labels.length === 0) return null;
  const more = props.labels.length - shownMax;
  return (
    <p className="effect-line" data-hue={props.hue}>
      {props.icon}
      <span>
        <strong>{props.word}</strong> {props.labels.slice(0, shownMax).join(' · ')}
        {more > 0 && ` · ${text('orders.more', { count: more })}`}
      </span>
    </p>
  );
}
