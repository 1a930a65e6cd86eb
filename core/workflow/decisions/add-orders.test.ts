import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverMs } from '../orders/order.ts';
import { definition, execute, type Json } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';

const account = 'joc/tester';
const parameters = {
  amount: { type: 'Number' },
  currency: { type: 'String', default: 'EUR', list: ['EUR', 'USD'] },
  text: { type: 'String', final: '"$amount $currency of $js7OrderId"' },
  rows: {
    type: 'List',
    default: [],
    listParameters: { id: { type: 'Number' }, ok: { type: 'Boolean', default: true } },
  },
};
const declared = () => Rig.with([execute('a')], { orderPreparation: { parameters } });
const adding = (...orders: readonly Json[]) => ({ kind: 'AddOrders', account, orders }) as never;
const order = (orderId: string, more: Json = {}) => ({ orderId, workflowPath: '/w', ...more });

test('an order gets its arguments, defaults and final values (semantics §5.7)', () => {
  const rig = declared();
  rig.add('#1', { amount: 3, rows: [{ id: 1 }] });
  assert.deepEqual(rig.order('#1')?.arguments, {
    amount: 3,
    currency: 'EUR',
    text: '3 EUR of #1',
    rows: [{ id: 1, ok: true }],
  });
});

const refused: readonly [what: string, arguments_: Json, field: string, message: RegExp][] = [
  ['a missing argument', {}, 'amount', /is missing/],
  ['an argument of another type', { amount: '3' }, 'amount', /has to be a Number/],
  ['an argument that nobody declared', { amount: 1, extra: 1 }, 'extra', /not declared/],
  ['an argument that the workflow sets', { amount: 1, text: 'x' }, 'text', /can not be given/],
  ['a choice outside the list', { amount: 1, currency: 'GBP' }, 'currency', /one of EUR, USD/],
  [
    'a field of another type',
    { amount: 1, rows: [{ id: 1 }, { id: 'x' }] },
    'rows[1].id',
    /has to be a Number/,
  ],
  ['a field that nobody declared', { amount: 1, rows: [{ id: 1, x: 1 }] }, 'rows[0].x', /not declared/],
  ['a missing field', { amount: 1, rows: [{}] }, 'rows[0].id', /is missing/],
  ['null', { amount: null }, 'amount', /null, which is no value/],
  ['a number that is not exact', { amount: 2 ** 53 }, 'amount', /too large to be exact/],
  ['a broken character', { amount: 1, currency: '\ud800' }, 'currency', /broken character/],
  ['the prototype', JSON.parse('{"amount":1,"__proto__":{"x":1}}'), '__proto__', /forbidden name/],
  [
    'a prototype further in',
    { amount: 1, rows: [JSON.parse('{"constructor":1}')] },
    'rows[0].constructor',
    /forbidden/,
  ],
  ['a built-in variable', { amount: 1, js7OrderId: 'x' }, 'js7OrderId', /built-in/],
];

for (const [what, given, field, message] of refused) {
  test(`${what} is refused, naming the argument`, () => {
    const [problem] = declared().try(adding(order('#1', { arguments: given })));
    assert.equal(problem?.code, 'InvalidArguments');
    assert.equal(problem?.field, `orders[0].arguments.${field}`);
    assert.match(problem?.message ?? '', message);
  });
}

test('undeclared arguments are taken where the workflow allows them, and nowhere else', () => {
  const open = Rig.with([execute('a')], { orderPreparation: { allowUndeclared: true } });
  assert.deepEqual(open.try(adding(order('#1', { arguments: { x: 1 } }))), []);
  const closed = Rig.with([execute('a')]);
  assert.equal(closed.try(adding(order('#1', { arguments: { x: 1 } })))[0]?.field, 'orders[0].arguments.x');
});

test('arguments are bounded in size', () => {
  const rig = Rig.with([execute('a')], { orderPreparation: { allowUndeclared: true } });
  const [problem] = rig.try(adding(order('#1', { arguments: { x: 'x'.repeat(200_001) } })));
  assert.match(problem?.message ?? '', /longer than/);
});

test('final values are bounded in size together with the rest', () => {
  const big = Object.fromEntries(
    Array.from({ length: 3 }, (_, n) => [`f${n}`, { type: 'String', final: '$a ++ $a' }]),
  );
  const rig = Rig.with([execute('a')], {
    orderPreparation: { parameters: { a: { type: 'String' }, ...big } },
  });
  const [problem] = rig.try(adding(order('#1', { arguments: { a: 'x'.repeat(50_000) } })));
  assert.match(problem?.message ?? '', /longer than/);
});

test('the same id with the same content again is no change, running or ended (semantics §5.7)', () => {
  const rig = declared();
  const command = adding(order('#1', { arguments: { amount: 1 }, scheduledForMs: 5 }));
  assert.equal(rig.must(command).length, 1);
  assert.deepEqual(rig.must(command), []);
  rig.advance();
  rig.end('#1');
  assert.equal(rig.at('#1'), 'finished');
  assert.deepEqual(rig.must(command), []);
});

test('the same id with other content is a duplicate, running or ended (semantics §5.7)', () => {
  const rig = declared();
  rig.add('#1', { amount: 1 });
  const other = [
    order('#1', { arguments: { amount: 2 } }),
    order('#1', { arguments: { amount: 1 }, scheduledForMs: 1 }),
    order('#1', { workflowPath: '/v', arguments: { amount: 1 } }),
  ];
  const refuse = () => {
    for (const twin of other) {
      const [problem] = rig.try(adding(twin));
      assert.equal(problem?.code, 'DuplicateOrder');
      assert.equal(problem?.field, 'orders[0].orderId');
    }
  };
  refuse();
  rig.end('#1');
  refuse();
});

test('an order that was added before its workflow was withdrawn can be added again (semantics §5.7)', () => {
  const rig = declared();
  rig.add('#1', { amount: 1 });
  rig.must({ kind: 'DeployWorkflows', account, deploy: [], withdraw: ['/w'] });
  assert.deepEqual(rig.must(adding(order('#1', { arguments: { amount: 1 } }))), []);
});

test('one bad order refuses all, and each bad one is named (semantics §5.8)', () => {
  const rig = declared();
  const good = (id: string) => order(id, { arguments: { amount: 1 } });
  const problems = rig.try(
    adding(
      good('#1'),
      order('#2'),
      order('#3', { workflowPath: '/unknown' }),
      good('#4'),
      order('#4', { arguments: { amount: 2 } }),
    ),
  );
  assert.deepEqual(
    problems.map(({ code, field }) => [code, field]),
    [
      ['InvalidArguments', 'orders[1].arguments.amount'],
      ['UnknownWorkflow', 'orders[2].workflowPath'],
      ['DuplicateOrder', 'orders[4].orderId'],
    ],
  );
  assert.equal(rig.order('#1'), undefined);
});

test('the same order twice in one call is one order', () => {
  const rig = declared();
  const one = order('#1', { arguments: { amount: 1 } });
  assert.equal(rig.must(adding(one, one)).length, 1);
});

for (const orderId of [
  '',
  'a|b',
  'a b',
  'a/b',
  'a\n',
  'a\u200b',
  'a"',
  '<b>',
  'cafe\u0301',
  '\ud800',
  'x'.repeat(151),
]) {
  test(`${JSON.stringify(orderId).slice(0, 20)} is no order id`, () => {
    const [problem] = declared().try(adding(order(orderId, { arguments: { amount: 1 } })));
    assert.equal(problem?.code, 'InvalidInput');
    assert.equal(problem?.field, 'orders[0].orderId');
  });
}

for (const scheduledForMs of [-1, 0.5, Number.NaN, neverMs + 1]) {
  test(`no order is scheduled for ${scheduledForMs}`, () => {
    const [problem] = declared().try(adding(order('#1', { arguments: { amount: 1 }, scheduledForMs })));
    assert.equal(problem?.field, 'orders[0].scheduledForMs');
  });
}

for (const workflowPath of ['w', '/W', '/w/', '//w', '/a/w', '', '/\ud800']) {
  test(`${JSON.stringify(workflowPath)} is not the path of /w`, () => {
    const [problem] = declared().try(adding(order('#1', { workflowPath })));
    assert.equal(problem?.field, 'orders[0].workflowPath');
  });
}

test('an order starts at once, at its time, or never', () => {
  const rig = Rig.with([execute('a', { label: 'x' })], {
    jobs: { a: { ...definitionJob(), parallelism: 9 } },
  });
  rig.add('#now');
  rig.add('#past', {}, rig.nowMs - 1);
  rig.add('#later', {}, rig.nowMs + 10);
  rig.add('#never', {}, neverMs);
  assert.deepEqual(
    [rig.at('#now'), rig.at('#past'), rig.at('#later')],
    ['processing', 'processing', 'fresh'],
  );
  rig.wait(9);
  assert.equal(rig.at('#later'), 'fresh');
  rig.wait(1);
  assert.equal(rig.at('#later'), 'processing');
  rig.wait(1e12);
  assert.equal(rig.at('#never'), 'fresh');
});

function definitionJob(): Json {
  return (definition([execute('a')]) as { jobs: { a: Json } }).jobs.a;
}
