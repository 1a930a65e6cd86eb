import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { layoutGraph } from './graph-layout.ts';
import { startViewport, viewportWith } from './start-viewport.ts';
import { stepAt, type WorkflowGraph, workflowGraph } from './workflow-graph.ts';

const job = (label: string) => ({ TYPE: 'Execute.Named', jobName: label, label });
const block = (...instructions: readonly unknown[]) => ({ instructions });
const ways = (graph: WorkflowGraph) => graph.ways.map(({ from, to }) => `${from} → ${to}`);

const fork = {
  TYPE: 'Fork',
  branches: [
    { id: 'a', workflow: block(job('one')) },
    { id: 'b', workflow: block(job('two'), job('three')) },
  ],
};

const anyInstruction: fc.Arbitrary<object> = fc.letrec((tie) => {
  const some = fc.array(tie('any') as fc.Arbitrary<object>, { maxLength: 3 });
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(
        job('j'),
        { TYPE: 'Fail' },
        { TYPE: 'Retry' },
        { TYPE: 'Finish' },
        { TYPE: 'Unheard' },
        {},
      ),
      some.map((list) => ({ TYPE: 'Fork', branches: [{ id: 'x', workflow: block(...list) }, { id: 'y' }] })),
      some.map((list) => ({ TYPE: 'If', predicate: '$a', then: block(...list) })),
      some.map((list) => ({ TYPE: 'Try', try: block(...list), catch: block(...list) })),
      some.map((list) => ({ TYPE: 'Lock', demands: [{ lockName: 'l' }], lockedWorkflow: block(...list) })),
    ),
  };
}).any as fc.Arbitrary<object>;

test('a chain goes from the start through every job to the end', () => {
  assert.deepEqual(ways(workflowGraph([job('a'), job('b'), { TYPE: 'ImplicitEnd' }])), [
    'start → 0',
    '0 → 1',
    '1 → end',
  ]);
});

test('the branches of a fork meet at its join', () => {
  assert.deepEqual(ways(workflowGraph([fork, job('last')])), [
    'start → 0',
    '0 → 0/fork+a:0',
    '0 → 0/fork+b:0',
    '0/fork+b:0 → 0/fork+b:1',
    '0/fork+a:0 → 0/join',
    '0/fork+b:1 → 0/join',
    '0/join → 1',
    '1 → end',
  ]);
});

test('an If without else goes on by both ways; the catch of a Try is a way of failure', () => {
  const graph = workflowGraph([
    { TYPE: 'If', predicate: '$x', then: block(job('a')) },
    { TYPE: 'Try', try: block(job('b')), catch: block(job('c')) },
  ]);
  assert.deepEqual(
    graph.ways.map(({ from, to, label, isFailure }) => [from, to, label, isFailure]),
    [
      ['start', '0', undefined, undefined],
      ['0', '0/then:0', 'then', undefined],
      ['0/then:0', '1', undefined, undefined],
      ['0', '1', 'else', undefined],
      ['1', '1/try:0', undefined, undefined],
      ['1', '1/catch:0', 'catch', true],
      ['1/try:0', 'end', undefined, undefined],
      ['1/catch:0', 'end', undefined, undefined],
    ],
  );
});

test('nothing follows a Fail', () => {
  assert.deepEqual(ways(workflowGraph([{ TYPE: 'Fail' }])), ['start → 0']);
});

test('an order is found at its step, in a later try as in the first, and at the end', () => {
  const graph = workflowGraph([fork, { TYPE: 'Try', try: block(job('x')), catch: block({ TYPE: 'Retry' }) }]);
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['0', '0'],
    ['0/fork+b:1', '0/fork+b:1'],
    ['1/try+0:0', '1/try:0'],
    ['1/try+2:0', '1/try:0'],
    ['1/catch+1:0', '1/catch:0'],
    ['2', 'end'],
    ['0/fork+gone:3', '0'],
    ['', undefined],
    ['nonsense', undefined],
  ];
  for (const [position, expected] of cases) assert.equal(stepAt(position, graph), expected, position);
});

test('a folded fork is one step that holds the orders of all its branches', () => {
  const graph = workflowGraph([fork, job('last')], new Set(['0']));
  assert.deepEqual(ways(graph), ['start → 0', '0 → 1', '1 → end']);
  assert.equal(graph.steps.find((step) => step.id === '0')?.hidden, 3);
  assert.equal(stepAt('0/fork+b:1', graph), '0');
});

test('whatever the instructions are, each step has one id and no way leads to nowhere', () => {
  fc.assert(
    fc.property(fc.array(anyInstruction, { maxLength: 6 }), (instructions) => {
      const graph = workflowGraph(instructions);
      const ids = graph.steps.map((step) => step.id);
      assert.equal(new Set(ids).size, ids.length);
      for (const way of graph.ways)
        assert.ok(ids.includes(way.from) && ids.includes(way.to), JSON.stringify(way));
    }),
  );
});

test('what is no instruction at all breaks nothing', () => {
  assert.equal(workflowGraph([null, 7, 'x', [], { TYPE: 'Fork', branches: 'x' }]).steps.length, 7);
});

test('the layout goes from left to right and no two steps overlap', () => {
  const graph = workflowGraph([job('a'), fork, job('z')]);
  const places = layoutGraph(graph);
  for (const way of graph.ways) {
    const [from, to] = [places.get(way.from), places.get(way.to)];
    assert.ok(from && to && from.x + from.width <= to.x, `${way.from} ${way.to}`);
  }
  const all = [...places.values()];
  for (const [index, a] of all.entries())
    for (const b of all.slice(index + 1))
      assert.ok(
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
      );
});

test('a short graph is shown whole, of a long one the beginning large enough to read', () => {
  const frame = { width: 900, height: 500 };
  const short = startViewport(layoutGraph(workflowGraph([job('a')])), frame);
  const long = startViewport(layoutGraph(workflowGraph(Array.from({ length: 200 }, () => job('a')))), frame);
  assert.ok(short.zoom > 0.9 && short.x >= 0, JSON.stringify(short));
  assert.ok(long.zoom >= 0.86 && long.x < 100, JSON.stringify(long));
});

test('a step that is opened comes into sight, and what is in sight already does not move', () => {
  const frame = { width: 900, height: 300 };
  const now = { x: 0, y: 0, zoom: 1 };
  assert.deepEqual(viewportWith({ x: 100, y: 100, width: 180, height: 56 }, frame, now), now);
  assert.deepEqual(viewportWith({ x: 100, y: 500, width: 180, height: 56 }, frame, now), {
    x: 0,
    y: -378,
    zoom: 1,
  });
  assert.deepEqual(viewportWith({ x: 2_000, y: 100, width: 180, height: 56 }, frame, now), {
    x: -1_640,
    y: 0,
    zoom: 1,
  });
});
