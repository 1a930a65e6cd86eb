import type { TaskHistoryItem, WorkflowAnswer } from '@interlock/cockpit-api';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { ask } from '../api/ask.ts';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { Tabs } from '../elements/tabs.tsx';
import { workflowGraph } from '../graph/workflow-graph.ts';
import { useControllerId } from '../session/controller.tsx';
import { text } from '../texts/text.ts';
import { JobFacts } from './job-facts.tsx';
import { RunBars } from './run-bars.tsx';

const StepLog = lazy(async () => ({ default: (await import('../orders/order-log.tsx')).StepLog }));

const tabs = ['log', 'job'] as const;

/** A step of the workflow: its last runs, the log of one of them, and its job. */
export function StepPanel(props: {
  readonly workflow: WorkflowAnswer;
  readonly step: string;
  readonly onClose: () => void;
}): ReactNode {
  const { workflow } = props;
  const step = useMemo(
    () => workflowGraph(workflow.instructions ?? []).steps.find((one) => one.id === props.step),
    [workflow.instructions, props.step],
  );
  const runs = useRuns(workflow.path, step?.jobName);
  const [tab, setTab] = useState<(typeof tabs)[number]>('log');
  const [chosen, setChosen] = useState<number>();
  const shown = runs.data?.find((run) => run.taskId === chosen) ?? runs.data?.at(-1);
  if (step === undefined) return null;
  const job = step.jobName === undefined ? undefined : workflow.jobs?.[step.jobName];
  return (
    <section className="step-panel" aria-label={text('workflows.step', { name: step.name })}>
      <header className="step-panel-head">
        <h3>{step.name}</h3>
        <RunBars runs={runs.data ?? []} chosen={shown?.taskId} onChoose={setChosen} />
        <button
          type="button"
          className="icon-button"
          aria-label={text('common.close')}
          onClick={props.onClose}
        >
          <IconX size={18} aria-hidden />
        </button>
      </header>
      <Tabs
        label={text('workflows.stepParts')}
        tabs={tabs.map((id) => ({ id, label: text(`workflows.tabs.${id}`) }))}
        current={tab}
        onChange={setTab}
      />
      <div className="panel-body" role="tabpanel" aria-label={text(`workflows.tabs.${tab}`)}>
        {tab === 'job' && <JobFacts job={job} />}
        {tab === 'log' && runs.error !== null && (
          <div className="panel-part">
            <RefusalNote error={runs.error} what={text('workflows.runsUnread')} />
          </div>
        )}
        {tab === 'log' && shown !== undefined && (
          <Suspense fallback={null}>
            <StepLog key={shown.taskId} task={shown} line={undefined} onLine={() => {}} />
          </Suspense>
        )}
        {tab === 'log' && runs.data?.length === 0 && (
          <p className="panel-part quiet">{text('workflows.noRuns')}</p>
        )}
      </div>
    </section>
  );
}

/** The last runs of a job, oldest first. */
function useRuns(workflowPath: string, job: string | undefined) {
  const controllerId = useControllerId();
  const key = ['tasks-history', controllerId, workflowPath, job];
  return useQuery({
    queryKey: key,
    enabled: job !== undefined,
    queryFn: async ({ signal, client }): Promise<readonly TaskHistoryItem[]> => {
      const background = client.getQueryData(key) !== undefined;
      const request = { controllerId, jobs: [{ job, workflowPath }], limit: 10 };
      return (await ask('tasks.history', request, { signal, background })).history.toReversed();
    },
  });
}
