import { IconBulb, IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ExactMoment } from '../elements/moment.tsx';
import { Pill } from '../elements/pill.tsx';
import { text } from '../texts/identity-text.ts';
import { Chain } from './chain.tsx';
import type { Explanation } from './explain-query.ts';

/** The answer, the way to it, and the smallest change that would turn it. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { allowed, needs, refusal, permission } = explanation;
  return (
    <div className="explanation">
      <header className="explanation-head">
        <Pill hue={allowed ? 'green' : 'red'} icon={allowed ? 'finished' : 'failed'}>
          {text(allowed ? 'why.allowed' : 'why.refused')}
        </Pill>
        <p>
          <strong>{explanation.label ?? permission ?? text('why.otherRule')}</strong>{' '}
          <span className="quiet">{placeWords(explanation)}</span>
        </p>
        {permission !== undefined && <code className="faint">{permission}</code>}
      </header>
      {refusal !== undefined && (
        <p className="explanation-past">
          <IconHistory size={15} aria-hidden />
          <span>
            {text('why.then')} <ExactMoment ms={Date.parse(refusal.at)} />: {refusal.reason}{' '}
            {allowed && <strong>{text('why.turned')}</strong>}
          </span>
        </p>
      )}
      <Chain explanation={explanation} />
      {needs.length > 0 && (
        <section className="explanation-needs" aria-labelledby="why-needs">
          <h3 id="why-needs">
            <IconBulb size={16} aria-hidden /> {text('why.needs', { count: needs.length })}
          </h3>
          <ul>
            {needs.map((need) => (
              <li key={need.text}>{need.text}</li>
            ))}
          </ul>
          <p className="quiet">{text('why.needsWords')}</p>
        </section>
      )}
    </div>
  );
}

/** Where it was asked for. */
function placeWords({ controllerId, folder, anyFolder }: Explanation): string {
  const place = folder ?? (anyFolder ? text('why.anyFolder') : undefined);
  if (controllerId === undefined) return place === undefined ? '' : text('why.inFolder', { folder: place });
  if (place === undefined) return text('why.atController', { controller: controllerId });
  return text('why.inFolderAt', { folder: place, controller: controllerId });
}
