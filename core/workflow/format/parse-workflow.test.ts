import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@interlock/base';
import fc from 'fast-check';
import { anyDefinition } from '../testing/any-workflow.ts';
import {
  block,
  definition,
  execute,
  failNow,
  fork,
  iff,
  type Json,
  job,
  retry,
  tryCatch,
} from '../testing/build.ts';
import { blockDepthMax, problemsMax, scriptBytesMax } from './limits.ts';
import { parseWorkflow } from './parse-workflow.ts';

function problemsOf(json: unknown): readonly string[] {
  const parsed = parseWorkflow(json);
  return parsed.ok ? [] : parsed.problem.map(({ field, message }) => `${field ?? ''} | ${message}`);
}

function accepted(json: unknown) {
  const parsed = parseWorkflow(json);
  assert.ok(parsed.ok, JSON.stringify(problemsOf(json)));
  return parsed.value;
}

const oneJob = (more: Json) => definition([execute('a')], { jobs: { a: { ...job(), ...more } } });
const script = (more: Json) =>
  oneJob({ executable: { TYPE: 'ShellScriptExecutable', script: 'x', ...more } });
const parameter = (more: Json) =>
  definition([execute('a')], { orderPreparation: { parameters: { p: more } } });

const refused: readonly [what: string, json: unknown, problem: RegExp][] = [
  ['null', null, /has to be an object/],
  ['a list', [], /has to be an object/],
  ['another type', { ...definition([execute('a')]), TYPE: 'JobResource' }, /^TYPE \| .*one of Workflow/],
  ['no instructions', { jobs: {} }, /^instructions \| instructions is missing/],
  ['an empty list of instructions', definition([]), /^instructions \| .*at least 1/],
  ['an unknown field', { ...definition([execute('a')]), instruktions: [] }, /^instruktions \| .*unknown/],
  ['an unknown field in a job', oneJob({ paralelism: 3 }), /^jobs\.a\.paralelism \| .*unknown/],
  [
    'an unknown field in an instruction',
    definition([execute('a', { lable: 'x' })]),
    /^instructions\[0]\.lable \| /,
  ],
  ['no TYPE', definition([{ jobName: 'a' }]), /^instructions\[0]\.TYPE \| .*missing/],
  ['an unknown TYPE', definition([{ TYPE: 'Jump' }]), /names no instruction: "Jump"/],
  ['a TYPE of Object', definition([{ TYPE: 'toString' }]), /names no instruction/],
  [
    'an instruction to come',
    definition([{ TYPE: 'Lock', demands: [] }]),
    /^instructions\[0]\.TYPE \| .*Lock, which is not supported yet/,
  ],
  ['Cycle', definition([{ TYPE: 'Cycle' }]), /Cycle, which is not supported yet/],
  [
    'no label',
    definition([{ TYPE: 'Execute.Named', jobName: 'a' }]),
    /^instructions\[0]\.label \| .*missing/,
  ],
  [
    'a label twice',
    definition([execute('a'), iff('true', [execute('a')])]),
    /^instructions\[1]\.then\.instructions\[0]\.label \| .*same as that of instructions\[0]: a/,
  ],
  [
    'a job that is not declared',
    { instructions: [execute('a')], jobs: {} },
    /^instructions\[0]\.jobName \| .*not declared: a/,
  ],
  ['a job of Object', { instructions: [execute('toString')] }, /not declared: toString/],
  [
    'a name with a slash',
    definition([execute('a', { label: 'a/b' })]),
    /^instructions\[0]\.label \| .*character/,
  ],
  [
    'a forbidden job name',
    JSON.parse('{"instructions":[{"TYPE":"Fail"}],"jobs":{"__proto__":{}}}'),
    /^jobs\.__proto__ \| .*forbidden/,
  ],
  [
    'a forbidden key',
    JSON.parse('{"instructions":[{"TYPE":"Fail"}],"__proto__":{"x":1}}'),
    /^__proto__ \| .*unknown/,
  ],
  [
    'a forbidden variable',
    JSON.parse('{"instructions":[{"TYPE":"Fail","outcome":{"constructor":1}}]}'),
    /^instructions\[0]\.outcome\.constructor \| .*forbidden/,
  ],
  ['a Retry outside catch', definition([retry]), /Retry, which stands in no catch/],
  [
    'a Retry in the try block',
    definition([tryCatch([retry], [])]),
    /^instructions\[0]\.try\.instructions\[0]\.TYPE \| /,
  ],
  [
    'a Retry in a Fork in catch',
    definition([tryCatch([failNow()], [fork({ A: [retry], B: [failNow()] })])]),
    /Retry, which stands in no catch/,
  ],
  [
    'a Fork of one branch',
    definition([fork({ A: [failNow()] })]),
    /^instructions\[0]\.branches \| .*at least 2/,
  ],
  [
    'an empty branch',
    definition([fork({ A: [], B: [failNow()] })]),
    /^instructions\[0]\.branches\[0]\.workflow\.instructions \| .*at least 1/,
  ],
  ['a branch of nothing but its end', definition([iff('true', [{ TYPE: 'ImplicitEnd' }])]), /at least 1/],
  [
    'branches of one name',
    definition([{ TYPE: 'Fork', branches: [1, 2].map(() => ({ id: 'A', workflow: block(failNow()) })) }]),
    /^instructions\[0]\.branches\[1]\.id \| .*used twice: A/,
  ],
  ['a long branch id', definition([fork({ ABCDEFGHIJK: [failNow()], B: [failNow()] })]), /longer than 10/],
  ['a branch id with |', definition([fork({ 'A|B': [failNow()], B: [failNow()] })]), /branches\[0]\.id/],
  ['an empty then', definition([iff('true', [])]), /^instructions\[0]\.then\.instructions \| .*at least 1/],
  [
    'a predicate that is none',
    definition([iff('1 +', [failNow()])]),
    /^instructions\[0]\.predicate \| .*Column 4/,
  ],
  [
    'a predicate that is no text',
    definition([{ ...iff('true', [failNow()]), predicate: true }]),
    /has to be an expression/,
  ],
  ['both forms of If', definition([{ ...iff('true', [failNow()]), ifThens: [] }]), /ifThens|unknown/],
  [
    'maxTries 0',
    definition([tryCatch([failNow()], [retry], { maxTries: 0 })]),
    /^instructions\[0]\.maxTries \| .*from 1/,
  ],
  [
    'a negative delay',
    definition([tryCatch([failNow()], [retry], { retryDelays: [1, -1] })]),
    /^instructions\[0]\.retryDelays\[1] \| /,
  ],
  ['a delay as text', definition([tryCatch([failNow()], [retry], { retryDelays: ['1'] })]), /whole number/],
  ['no Agent', oneJob({ agentName: undefined }), /^jobs\.a\.agentName \| .*missing/],
  ['an Agent under two names', oneJob({ agentPath: 'other' }), /^jobs\.a\.agentPath \| .*besides agentName/],
  ['no executable', oneJob({ executable: undefined }), /^jobs\.a\.executable \| .*missing/],
  [
    'a Java job',
    oneJob({ executable: { TYPE: 'InternalExecutable', className: 'x' } }),
    /InternalExecutable is not supported yet/,
  ],
  ['no script', script({ script: null }), /^jobs\.a\.executable\.script \| .*missing/],
  ['a script with NUL', script({ script: 'echo\0rm' }), /^jobs\.a\.executable\.script \| .*NUL/],
  ['a script with half a character', script({ script: 'echo \ud800' }), /broken character/],
  ['a large script', script({ script: 'x'.repeat(scriptBytesMax + 1) }), /longer than 200000/],
  [
    'a script large in bytes',
    script({ script: '日'.repeat(scriptBytesMax / 2) }),
    /longer than 200000 bytes/,
  ],
  ['an env name with =', script({ env: { 'A=B': "'x'" } }), /^jobs\.a\.executable\.env\.A=B \| .*no name/],
  ['an env name of the Agent', script({ env: { INTERLOCK_JOB: "'x'" } }), /set by the Agent/],
  [
    'an env value that is no expression',
    script({ env: { A: 'plain text' } }),
    /^jobs\.a\.executable\.env\.A \| .*Column 1: "plain"/,
  ],
  ['a login', script({ login: { credentialKey: 'x' } }), /login .*not supported yet/],
  ['v1Compatible', script({ v1Compatible: true }), /v1Compatible .*not supported yet/],
  ['parallelism 0', oneJob({ parallelism: 0 }), /^jobs\.a\.parallelism \| .*from 1/],
  ['a timeout of text', oneJob({ timeout: '10' }), /^jobs\.a\.timeout \| /],
  [
    'a return code meaning',
    oneJob({ returnCodeMeaning: { success: [1] } }),
    /returnCodeMeaning .*not supported yet/,
  ],
  ['failOnErrWritten', oneJob({ failOnErrWritten: true }), /failOnErrWritten .*not supported yet/],
  ['job resources', oneJob({ jobResourceNames: ['r'] }), /jobResourceNames .*not supported yet/],
  [
    'admission times',
    oneJob({ admissionTimeScheme: { periods: [{}] } }),
    /admissionTimeScheme .*not supported yet/,
  ],
  [
    'job resources of the workflow',
    { ...definition([execute('a')]), jobResourcePaths: ['r'] },
    /jobResourcePaths .*not supported yet/,
  ],
  ['a time zone of nowhere', { ...definition([execute('a')]), timeZone: 'Mars/Base' }, /^timeZone \| /],
  ['a parameter without type', parameter({ type: null }), /parameters\.p\.type \| .*missing/],
  ['a parameter of unknown type', parameter({ type: 'Date' }), /one of String, Number/],
  [
    'a default of another type',
    parameter({ type: 'Number', default: '1' }),
    /parameters\.p\.default \| .*has to be a Number/,
  ],
  ['default and final', parameter({ type: 'Number', default: 1, final: '1' }), /final .*besides default/],
  [
    'a final of unknown variables',
    parameter({ type: 'String', final: '$q' }),
    /parameters\.p\.final \| .*neither declared nor returned before: q/,
  ],
  [
    'a regular expression for values',
    parameter({ type: 'String', facet: '(a+)+' }),
    /facet .*not supported yet/,
  ],
  ['a default outside the list', parameter({ type: 'String', list: ['a'], default: 'b' }), /one of a/],
  [
    'a reserved parameter',
    definition([execute('a')], { orderPreparation: { parameters: { js7OrderId: { type: 'String' } } } }),
    /built-in variable/,
  ],
  [
    'an undeclared variable before any step',
    definition([iff('$x == 1', [failNow()])]),
    /^instructions\[0]\.predicate \| .*: x/,
  ],
  ['returnCode before any step', definition([iff('returnCode == 1', [failNow()])]), /: returnCode/],
  ['an unknown built-in variable', script({ env: { A: '$js7Foo' } }), /does not exist: js7Foo/],
  [
    'a job variable outside jobs',
    definition([iff("$js7JobName == 'a'", [failNow()])]),
    /exists in jobs alone: js7JobName/,
  ],
  [
    'a message that is no expression',
    definition([failNow({ message: '"open' })]),
    /^instructions\[0]\.message \| /,
  ],
  [
    'null as a value',
    definition([failNow({ outcome: { a: { b: null } } })]),
    /^instructions\[0]\.outcome\.a\.b \| .*null/,
  ],
];

for (const [what, json, problem] of refused) {
  test(`a workflow with ${what} is refused, naming the field`, () => {
    const problems = problemsOf(json);
    assert.ok(
      problems.some((text) => problem.test(text)),
      `${problem} is not among ${JSON.stringify(problems)}`,
    );
  });
}

test('all problems are told at once, each with its own field', () => {
  const json = {
    instructions: [execute('a', { label: 'x y' }), iff('', []), { TYPE: 'Sleep' }],
    jobs: {
      a: { executable: { TYPE: 'ShellScript', script: '', env: { '1': '2', B: '(' } }, parallelism: 0 },
    },
  };
  assert.deepEqual(
    problemsOf(json)
      .map((text) => text.split(' | ')[0])
      .sort(),
    [
      'instructions[0].label',
      'instructions[1].predicate',
      'instructions[1].then.instructions',
      'instructions[2].TYPE',
      'jobs.a.agentName',
      'jobs.a.executable.env.1',
      'jobs.a.executable.env.B',
      'jobs.a.executable.script',
      'jobs.a.parallelism',
    ],
  );
});

test('the field begins with where the workflow stands in the request', () => {
  const parsed = parseWorkflow({ instructions: [] }, 'deploy[2].definition');
  assert.equal(parsed.ok ? undefined : parsed.problem[0]?.field, 'deploy[2].definition.instructions');
});

test('the number of problems is bounded', () => {
  const json = definition(Array.from({ length: 5_000 }, () => ({ TYPE: 'x' })));
  assert.equal(problemsOf(json).length, problemsMax);
});

test("JS7's aliases and older forms are understood and brought into one form", () => {
  const older = {
    TYPE: 'Workflow',
    version: '1.7.2',
    versionId: 'v',
    path: '/a/b',
    orderRequirements: { parameters: { p: { type: 'String', default: 'd', facet: null } } },
    jobResourceNames: [],
    instructions: [
      { TYPE: 'Execute.Named', jobName: 'a', label: 'a', position: [0], positionString: '0', state: null },
      { TYPE: 'If', ifThens: [{ predicate: '$p == "1"', then: block(failNow()) }], else: block() },
      { TYPE: 'Fail', namedValues: { returnCode: 3 }, uncatchable: false, label: '' },
      { TYPE: 'ImplicitEnd' },
    ],
    jobs: {
      a: {
        agentPath: 'agent',
        taskLimit: 2,
        sigkillDelay: 5,
        timeout: 0,
        failOnErrWritten: false,
        warnOnErrWritten: false,
        withSubagentClusterIdExpr: false,
        notification: {},
        executable: { TYPE: 'ScriptExecutable', script: 'x', v1Compatible: false, returnCodeMeaning: {} },
        criticality: 'NORMAL',
        documentationName: 'doc',
        jobTemplate: { name: 't', hash: 'h' },
      },
    },
  };
  assert.deepEqual(accepted(older), {
    orderPreparation: { parameters: { p: { type: 'String', default: 'd' } }, allowUndeclared: false },
    instructions: [
      execute('a'),
      { TYPE: 'CaseWhen', cases: [{ predicate: '$p == "1"', then: block(failNow()) }] },
      { TYPE: 'Fail', outcome: { returnCode: 3 } },
    ],
    jobs: {
      a: {
        agentName: 'agent',
        executable: { TYPE: 'ShellScriptExecutable', script: 'x' },
        parallelism: 2,
        graceTimeout: 5,
        documentationName: 'doc',
        criticality: 'NORMAL',
        jobTemplate: { name: 't', hash: 'h' },
      },
    },
  });
});

test('a variable that a step may have returned is not refused', () => {
  accepted(definition([execute('a'), iff('$x == 1', [failNow()])]));
  accepted(definition([tryCatch([iff('$x == 1', [failNow()]), execute('a')], [retry])]));
  accepted(definition([iff("variable('x', default=1) == 1", [failNow()])]));
  accepted(definition([iff('$x == 1', [failNow()])], { orderPreparation: { allowUndeclared: true } }));
});

test('default arguments of the instruction and of the job count as declared in the environment', () => {
  const withDefaults = (env: Json) =>
    definition([execute('a', { defaultArguments: { x: "'1'" } })], {
      jobs: { a: job({ env, defaultArguments: { y: '2' } }) },
    });
  accepted(withDefaults({ X: '"$x $y"' }));
  assert.match(problemsOf(withDefaults({ Z: '$z' }))[0] ?? '', /^jobs\.a\.executable\.env\.Z \| .*: z/);
});

function nested(depth: number): Json {
  let inner = failNow();
  for (let count = 1; count < depth; count++) inner = tryCatch([inner], []);
  return { instructions: [inner] };
}

test('blocks may be nested to the bound and no deeper', () => {
  const forks = (depth: number): Json =>
    depth === 1 ? failNow() : fork({ A: [forks(depth - 1)], B: [failNow()] });
  accepted(nested(30));
  accepted(definition([forks(19)]));
  assert.match(problemsOf(nested(blockDepthMax + 1)).join(), /nested/);
  assert.match(problemsOf(nested(100_000)).join(), /nested at most/);
});

test('a workflow of more than 1 000 instructions is refused', () => {
  const many = (count: number) => definition(Array.from({ length: count }, () => failNow()));
  accepted(many(1_000));
  assert.match(problemsOf(many(1_001)).join(), /more than 1000/);
});

test('what was read is plain JSON, and reads back as the same', () => {
  fc.assert(
    fc.property(anyDefinition, (json) => {
      const first = accepted(json);
      assert.equal(canonicalJson(accepted(JSON.parse(canonicalJson(first)))), canonicalJson(first));
    }),
  );
});

test('reading never throws and always ends, whatever the JSON', () => {
  const word = fc.constantFrom(
    'TYPE',
    'instructions',
    'jobs',
    'then',
    'Fork',
    'branches',
    'If',
    'Try',
    'label',
    'try',
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'medium' },
      word,
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(word, fc.constantFrom('__proto__', 'constructor', 'x')), tie('json'), {
        maxKeys: 5,
      }),
    ),
  }));
  fc.assert(fc.property(json, (input) => typeof parseWorkflow(input).ok === 'boolean'));
});
