import type { SeededRandom } from './random.ts';

/** An order of a round. */
export interface TrialOrder {
  readonly workflowPath: string;
  readonly orderId: string;
  readonly arguments: Readonly<Record<string, string | number>>;
}

const folder = '/trial';

/** The workflow of the trial: a fork of two jobs, then a job that fails at its first try and is retried, then one that may run twice. */
export const trialWorkflow = {
  path: `${folder}/trial`,
  objectType: 'WORKFLOW',
  configuration: {
    title: 'What a round of kills runs',
    orderPreparation: {
      parameters: {
        ledger: { type: 'String' },
        short: { type: 'String' },
        long: { type: 'String' },
      },
    },
    instructions: [
      {
        TYPE: 'Fork',
        joinIfFailed: true,
        branches: [
          {
            id: 'left',
            workflow: { instructions: [{ TYPE: 'Execute.Named', jobName: 'once', label: 'left' }] },
          },
          {
            id: 'right',
            workflow: { instructions: [{ TYPE: 'Execute.Named', jobName: 'once', label: 'right' }] },
          },
        ],
      },
      {
        TYPE: 'Try',
        maxTries: 3,
        retryDelays: [0],
        try: { instructions: [{ TYPE: 'Execute.Named', jobName: 'flaky', label: 'flaky' }] },
        catch: { instructions: [{ TYPE: 'Retry' }] },
      },
      { TYPE: 'Execute.Named', jobName: 'again', label: 'again' },
    ],
    jobs: {
      once: job('printf "%s\\n" "$ORDER|$LABEL|$TRY" >> "$LEDGER"; sleep "$SECONDS_SHORT"'),
      flaky: job(
        'printf "%s\\n" "$ORDER|$LABEL|$TRY" >> "$LEDGER"; sleep "$SECONDS_SHORT"; test "$TRY" -gt 1',
      ),
      again: {
        ...job('printf "%s\\n" "$ORDER|$LABEL|$TRY" >> "$LEDGER.again"; sleep "$SECONDS_LONG"'),
        isNotRestartable: false,
      },
    },
  },
} as const;

function job(script: string) {
  return {
    agentName: 'agent',
    parallelism: 16,
    executable: {
      TYPE: 'ShellScript',
      script,
      env: {
        ORDER: '$js7OrderId',
        LABEL: '$js7Label',
        TRY: '$js7TryCount',
        LEDGER: '$ledger',
        SECONDS_SHORT: '$short',
        SECONDS_LONG: '$long',
      },
    },
  };
}

/** The orders of a round: most of their jobs take 50 to 500 ms, some up to 5 s. */
export function trialOrders(
  count: number,
  round: number,
  ledger: string,
  random: SeededRandom,
): readonly TrialOrder[] {
  const seconds = () => {
    const milliseconds = random.next() < 0.07 ? random.between(1_000, 5_000) : random.between(50, 500);
    return (milliseconds / 1_000).toFixed(3);
  };
  return Array.from({ length: count }, (_, index) => ({
    workflowPath: trialWorkflow.path,
    orderId: `#2026-01-01#T${String(round).padStart(5, '0')}${String(index).padStart(6, '0')}-trial`,
    arguments: { ledger, short: seconds(), long: seconds() },
  }));
}
