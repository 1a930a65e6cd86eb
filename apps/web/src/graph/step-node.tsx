import {
  IconArrowBackUp,
  IconArrowsSplit,
  IconBox,
  IconCircleX,
  IconFlag,
  IconFold,
  IconLock,
  IconQuestionMark,
  IconShieldHalf,
  IconTerminal2,
} from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import type { ReactNode } from 'react';
import { text } from '../texts/text.ts';
import type { GroupCounts } from '../workflows/order-counts.ts';
import { OrderTokens } from '../workflows/order-tokens.tsx';
import type { StepKind } from './instruction.ts';
import { canFold, type GraphStep } from './workflow-graph.ts';

/** What a step needs to be drawn. */
export interface StepData extends Record<string, unknown> {
  readonly step: GraphStep;
  readonly agent: string | undefined;
  readonly counts: GroupCounts | undefined;
  readonly workflow: string;
  readonly isOpen: boolean;
  readonly isFound: boolean;
  readonly onOpen: () => void;
  readonly onFold: () => void;
}

const icons: Readonly<Partial<Record<StepKind, typeof IconBox>>> = {
  job: IconTerminal2,
  fork: IconArrowsSplit,
  if: IconQuestionMark,
  try: IconShieldHalf,
  retry: IconArrowBackUp,
  fail: IconCircleX,
  finish: IconFlag,
  block: IconLock,
  folded: IconFold,
  other: IconBox,
};

/** One step of the graph. */
export function StepNode({ data }: NodeProps & { readonly data: StepData }): ReactNode {
  const { step } = data;
  const needs =
    data.counts !== undefined &&
    ['failed', 'blocked', 'prompting', 'suspended'].some((group) => data.counts?.has(group as never));
  return (
    <div
      className="step-node"
      data-kind={step.kind}
      data-open={data.isOpen || undefined}
      data-found={data.isFound || undefined}
      data-needs={needs || undefined}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Face data={data} />
      <OrderTokens counts={data.counts} workflow={data.workflow} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function Face({ data }: { readonly data: StepData }): ReactNode {
  const { step } = data;
  if (step.kind === 'start' || step.kind === 'end' || step.kind === 'join')
    return <span className="step-dot" role="img" aria-label={text(`graph.${step.kind}`)} />;
  const Icon = icons[step.kind] ?? IconBox;
  const detail =
    step.kind === 'job'
      ? data.agent
      : step.kind === 'folded'
        ? text('graph.hidden', { count: step.hidden ?? 0 })
        : undefined;
  const press = canFold(step) ? data.onFold : data.onOpen;
  const isPressable = step.kind === 'job' || canFold(step);
  const inner = (
    <>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className="step-words">
        <span className="step-label">{step.name || step.type}</span>
        {detail !== undefined && <span className="step-detail">{detail}</span>}
      </span>
    </>
  );
  if (!isPressable) return <span className="step-face">{inner}</span>;
  return (
    <button
      type="button"
      className="step-face"
      title={
        canFold(step)
          ? text(step.kind === 'folded' ? 'graph.unfold' : 'graph.fold', { type: step.type })
          : undefined
      }
      aria-expanded={canFold(step) ? step.kind !== 'folded' : undefined}
      aria-pressed={canFold(step) ? undefined : data.isOpen}
      onClick={press}
    >
      {inner}
    </button>
  );
}
