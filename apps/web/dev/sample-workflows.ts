import type { WorkflowAnswer } from '@interlock/cockpit-api';

type Content = Pick<WorkflowAnswer, 'instructions' | 'jobs' | 'orderPreparation'>;

const job = (agentName: string, script: string, more: object = {}) => ({
  agentName,
  executable: { TYPE: 'ShellScript', script },
  ...more,
});

const run = (jobName: string, label = jobName) => ({ TYPE: 'Execute.Named', jobName, label });

/** A chain of jobs, for the long graph. */
function chain(count: number): Content {
  const names = Array.from({ length: count }, (_, index) => `step-${String(index + 1).padStart(3, '0')}`);
  return {
    instructions: names.map((name) => run(name)),
    jobs: Object.fromEntries(names.map((name) => [name, job('agent', `echo ${name}`)])),
  };
}

/** What the sample workflows hold, by path. */
export const sampleContents: Readonly<Record<string, { readonly title: string; readonly content: Content }>> =
  {
    '/finance/closing/end-of-day': {
      title: 'Closes the books of the day',
      content: {
        orderPreparation: {
          parameters: {
            day: { type: 'String', facet: '[0-9]{4}-[0-9]{2}-[0-9]{2}', message: 'a day such as 2026-11-22' },
            region: { type: 'String', list: ['emea', 'amer', 'apac'], default: '"emea"' },
            chunk: { type: 'Number', default: 500 },
            dryRun: { type: 'Boolean', default: false },
          },
          allowUndeclared: false,
        },
        instructions: [
          run('fetch-positions'),
          {
            TYPE: 'Fork',
            branches: [
              { id: 'ledger', workflow: { instructions: [run('load-ledger'), run('check-ledger')] } },
              { id: 'rates', workflow: { instructions: [run('load-rates')] } },
              { id: 'risk', workflow: { instructions: [run('compute-risk')] } },
            ],
          },
          {
            TYPE: 'Try',
            try: { instructions: [run('reconcile')] },
            catch: { instructions: [run('report-differences')] },
          },
          {
            TYPE: 'If',
            predicate: '$dryRun == false',
            then: { instructions: [run('publish')] },
            else: { instructions: [run('print-summary')] },
          },
          run('archive'),
        ],
        jobs: {
          'fetch-positions': job(
            'agent',
            '#!/bin/sh\nset -e\necho "positions of $DAY"\nfetch --day "$DAY" --chunk "$CHUNK"\n',
            {
              timeout: 900,
              graceTimeout: 10,
            },
          ),
          'load-ledger': job('agent', 'load ledger'),
          'check-ledger': job('agent', 'check ledger'),
          'load-rates': job('agent', 'load rates'),
          'compute-risk': job('agent-risk', 'risk --full', { timeout: 3600 }),
          reconcile: job('agent', 'reconcile'),
          'report-differences': job('agent', 'report'),
          publish: job('agent', 'publish'),
          'print-summary': job('agent', 'summary'),
          archive: job('agent', 'archive', { isNotRestartable: false }),
        },
      },
    },
    '/finance/payments/settle': {
      title: 'Settles payments in the order of their arrival',
      content: {
        instructions: [
          run('collect'),
          {
            TYPE: 'Lock',
            demands: [{ lockName: 'ledger' }],
            lockedWorkflow: { instructions: [run('book')] },
          },
          { TYPE: 'Prompt', question: '"Release the batch?"' },
          run('release'),
        ],
        jobs: {
          collect: job('agent', 'collect'),
          book: job('agent', 'book'),
          release: job('agent', 'release'),
        },
      },
    },
    '/finance/payments/reminders': {
      title: 'Sends reminders',
      content: { instructions: [run('send')], jobs: { send: job('agent', 'send') } },
    },
    '/hospital/lab/import-results': {
      title: 'Takes over laboratory results',
      content: {
        instructions: [
          {
            TYPE: 'Try',
            maxTries: 3,
            retryDelays: [10, 60],
            try: { instructions: [run('receive')] },
            catch: { instructions: [{ TYPE: 'Retry' }] },
          },
          run('validate'),
          run('store'),
        ],
        jobs: {
          receive: job('agent-lab', 'receive'),
          validate: job('agent-lab', 'validate'),
          store: job('agent-lab', 'store'),
        },
      },
    },
    '/samples/hello': {
      title: 'The first workflow',
      content: {
        orderPreparation: {
          parameters: { who: { type: 'String', default: '"world"' } },
          allowUndeclared: true,
        },
        instructions: [run('greet')],
        jobs: { greet: job('agent', 'echo "Hello, $WHO"') },
      },
    },
    '/samples/two-hundred-steps': { title: 'A very long chain', content: chain(200) },
    '/operations/backup/nightly': {
      title: 'Backs up every database',
      content: {
        instructions: [run('freeze'), run('copy'), run('thaw'), run('verify')],
        jobs: {
          freeze: job('agent', 'freeze'),
          copy: job('agent', 'copy'),
          thaw: job('agent', 'thaw'),
          verify: job('agent', 'verify'),
        },
      },
    },
  };
