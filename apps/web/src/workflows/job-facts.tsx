import type { ReactNode } from 'react';
import { text } from '../texts/text.ts';

interface JobShape {
  readonly agentName?: unknown;
  readonly executable?: { readonly script?: unknown; readonly env?: unknown };
  readonly timeout?: unknown;
  readonly graceTimeout?: unknown;
  readonly parallelism?: unknown;
  readonly isNotRestartable?: unknown;
  readonly title?: unknown;
}

/** What a job is: where it runs, its limits, and its script as text. */
export function JobFacts({ job }: { readonly job: unknown }): ReactNode {
  const shape = (typeof job === 'object' && job !== null ? job : {}) as JobShape;
  const facts = [
    ['agent', shape.agentName],
    ['timeout', seconds(shape.timeout)],
    ['grace', seconds(shape.graceTimeout)],
    ['parallelism', shape.parallelism ?? 1],
    [
      'restart',
      text(shape.isNotRestartable === false ? 'workflows.job.restartYes' : 'workflows.job.restartNo'),
    ],
  ] as const;
  return (
    <div className="panel-part job-facts">
      {typeof shape.title === 'string' && <p>{shape.title}</p>}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{text(`workflows.job.${name}`)}</dt>
            <dd>{value === undefined ? text('workflows.job.none') : String(value)}</dd>
          </div>
        ))}
      </dl>
      {typeof shape.executable?.script === 'string' && (
        <pre className="script">
          <code>{shape.executable.script}</code>
        </pre>
      )}
    </div>
  );
}

function seconds(value: unknown): string | undefined {
  return typeof value === 'number' ? text('workflows.job.seconds', { count: value }) : undefined;
}
