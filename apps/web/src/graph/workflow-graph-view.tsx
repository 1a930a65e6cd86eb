import type { OrderAnswer } from '@interlock/cockpit-api';
import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  MarkerType,
  type Node,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { FilterField } from '../list/filter-bar.tsx';
import { matchesWords } from '../orders/order-filter.ts';
import { text } from '../texts/text.ts';
import { countOrders } from '../workflows/order-counts.ts';
import { layoutGraph } from './graph-layout.ts';
import { startViewport, viewportWith } from './start-viewport.ts';
import { type StepData, StepNode } from './step-node.tsx';
import { WayEdge } from './way-edge.tsx';
import { stepAt, type WorkflowGraph, workflowGraph } from './workflow-graph.ts';
import './graph.css';

interface Props {
  readonly path: string;
  readonly instructions: readonly unknown[];
  readonly jobs: Readonly<Record<string, unknown>>;
  readonly orders: readonly OrderAnswer[];
  /** The step that is open. */
  readonly open: string | undefined;
  readonly onOpen: (step: string | undefined) => void;
}

const nodeTypes = { step: StepNode };
const edgeTypes = { way: WayEdge };

/** The graph of a workflow from left to right, with its orders as tokens on the steps at which they stand. */
export default function WorkflowGraphView(props: Props): ReactNode {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow(props: Props): ReactNode {
  const { instructions, orders, path, open, onOpen } = props;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState<string>();
  const graph = useMemo(() => workflowGraph(instructions, folded), [instructions, folded]);
  const places = useMemo(() => layoutGraph(graph), [graph]);
  const counts = useMemo(
    () => countOrders(orders, (order) => stepAt(order.positionString, graph)),
    [orders, graph],
  );
  const found = useMemo(() => findSteps(graph, words), [graph, words]);
  const flow = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);

  const nodes = graph.steps.map((step): Node<StepData> => {
    const place = places.get(step.id) ?? { x: 0, y: 0, width: 0, height: 0 };
    return {
      id: step.id,
      type: 'step',
      position: { x: place.x, y: place.y },
      width: place.width,
      height: place.height,
      draggable: false,
      selectable: false,
      focusable: false,
      data: {
        step,
        agent: agentOf(props.jobs, step.jobName),
        counts: counts.get(step.id),
        workflow: path,
        isOpen: step.id === open,
        isFound: found.has(step.id),
        onOpen: () => onOpen(step.id === open ? undefined : step.id),
        onFold: () => setFolded((before) => toggled(before, step.id)),
      },
    };
  });
  const edges = useMemo(() => edgesOf(graph), [graph]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it goes to what was found when something else is looked for
  useEffect(() => {
    const first = [...found][0];
    if (first !== undefined) void flow.fitView({ nodes: [{ id: first }], maxZoom: 1, duration: 0 });
  }, [words]);

  const room = () => {
    const { width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
    return { width, height };
  };
  const showOpen = () => {
    const place = open === undefined ? undefined : places.get(open);
    if (place !== undefined) void flow.setViewport(viewportWith(place, room(), flow.getViewport()));
  };
  const showStart = () => {
    void flow.setViewport(startViewport(places, room()));
    showOpen();
  };
  // What is told about a step takes room from the graph: the step itself stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another open step moves the view
  useEffect(() => {
    const next = requestAnimationFrame(showOpen);
    return () => cancelAnimationFrame(next);
  }, [open]);
  return (
    <div ref={frame} className="graph">
      <div className="graph-find">
        <FilterField label={text('graph.find')} value={words} onChange={setWords} />
        {words !== undefined && (
          <span className="faint" role="status">
            {text('graph.found', { count: found.size })}
          </span>
        )}
      </div>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        minZoom={0.1}
        maxZoom={1.6}
        onInit={() => showStart()}
        zoomOnDoubleClick={false}
        preventScrolling
        proOptions={{ hideAttribution: true }}
        aria-label={text('graph.name')}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
        <Controls showInteractive={false} aria-label={text('graph.controls')} />
      </ReactFlow>
    </div>
  );
}

function edgesOf(graph: WorkflowGraph): Edge[] {
  return graph.ways.map((way) => ({
    id: `${way.from} ${way.to} ${way.label ?? ''}`,
    source: way.from,
    target: way.to,
    type: 'way',
    ...(way.label === undefined ? {} : { label: way.label }),
    className: way.isFailure ? 'way failure' : 'way',
    focusable: false,
    markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 },
  }));
}

function findSteps(graph: WorkflowGraph, words: string | undefined): ReadonlySet<string> {
  if (words === undefined) return new Set();
  return new Set(
    graph.steps
      .filter((step) => step.name !== '' && matchesWords(`${step.name} ${step.jobName ?? ''}`, words))
      .map((step) => step.id),
  );
}

function agentOf(jobs: Readonly<Record<string, unknown>>, name: string | undefined): string | undefined {
  const job = name === undefined ? undefined : jobs[name];
  const agent = (job as { readonly agentName?: unknown } | undefined)?.agentName;
  return typeof agent === 'string' ? agent : undefined;
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
