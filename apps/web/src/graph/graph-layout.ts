import { Graph, layout } from '@dagrejs/dagre';
import type { StepKind } from './instruction.ts';
import type { GraphStep, WorkflowGraph } from './workflow-graph.ts';

/** Where a step stands, in pixels of the graph, from its upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const sizes: Readonly<Partial<Record<StepKind, readonly [width: number, height: number]>>> = {
  start: [28, 28],
  end: [28, 28],
  join: [28, 28],
  job: [184, 56],
  folded: [184, 56],
};

/** How large a step is drawn. */
export function sizeOf(step: GraphStep): readonly [width: number, height: number] {
  return sizes[step.kind] ?? [Math.min(200, Math.max(92, 44 + step.name.length * 7)), 40];
}

/** How many characters of a way's label are written out. */
export const labelLengthMax = 14;

/** Labels stand before the step to which they lead, so all ranks keep room for the longest. */
function longestLabel(graph: WorkflowGraph): number {
  return Math.min(labelLengthMax, Math.max(0, ...graph.ways.map((way) => way.label?.length ?? 0)));
}

/** Places the steps from left to right, so that ways cross as little as can be. */
export function layoutGraph(graph: WorkflowGraph): ReadonlyMap<string, Place> {
  const drawn = new Graph();
  drawn.setGraph({
    rankdir: 'LR',
    nodesep: 26,
    ranksep: 48 + longestLabel(graph) * 6.6,
    marginx: 16,
    marginy: 16,
  });
  drawn.setDefaultEdgeLabel(() => ({}));
  for (const step of graph.steps) {
    const [width, height] = sizeOf(step);
    drawn.setNode(step.id, { width, height });
  }
  for (const way of graph.ways) drawn.setEdge(way.from, way.to);
  layout(drawn);
  return new Map(
    graph.steps.map((step) => {
      const { x, y, width, height } = drawn.node(step.id);
      return [step.id, { x: x - width / 2, y: y - height / 2, width, height }];
    }),
  );
}
