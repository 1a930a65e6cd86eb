import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { language, text } from '../texts/rights-text.ts';
import { loginWay } from './login-way.ts';
import type { ServiceRow } from './services-query.ts';

/** Says in words how a login goes with the services as they are, and what should be known of that. */
export function LoginWayNote(props: {
  readonly services: readonly ServiceRow[];
  /** Whether it speaks of what is not stored yet. */
  readonly isChanged?: boolean;
}): ReactNode {
  const { services, isChanged } = props;
  const way = loginWay(services);
  const list = (names: readonly string[]) => new Intl.ListFormat(language).format(names);
  const unusable = services.filter(
    ({ disabled, usable, identityServiceName }) =>
      !disabled && !usable && way.kind === 'required' && way.asked.includes(identityServiceName),
  );
  return (
    <section className="meaning" data-changed={isChanged} aria-live="polite">
      <h2>{text(isChanged ? 'services.way.titleChanged' : 'services.way.title')}</h2>
      <p>
        {text(`services.way.${way.kind}`, { services: list(way.asked), count: way.asked.length })}
        {way.chosen.length > 0 &&
          ` ${text('services.way.chosen', { services: list(way.chosen), count: way.chosen.length })}`}
      </p>
      {way.passesBy && <Warning words={text('services.way.passesBy', { services: list(way.chosen) })} />}
      {way.silent.length > 0 && (
        <Warning words={text('services.way.silent', { services: list(way.silent) })} />
      )}
      {unusable.length > 0 && (
        <Warning
          words={text('services.way.stuck', {
            services: list(unusable.map(({ identityServiceName }) => identityServiceName)),
          })}
        />
      )}
    </section>
  );
}

function Warning({ words }: { readonly words: string }): ReactNode {
  return (
    <p className="way-warning" data-hue="amber">
      <IconAlertTriangle size={15} aria-hidden /> <span>{words}</span>
    </p>
  );
}
