import fc from 'fast-check';
import { fork, type Json, job, retry, tryCatch } from './build.ts';

const predicate = fc.constantFrom(
  'true',
  'false',
  '$n > 1',
  "variable('returnCode', default=0) == 0",
  '$unset',
  '1',
);
const jobName = fc.constantFrom('one', 'two', 'three');

/** Instructions of all kinds in each other; labels are given afterwards, since they have to be unique. */
const { instructions } = fc.letrec<{ instructions: readonly Json[]; instruction: Json }>((tie) => ({
  instructions: fc.array(tie('instruction'), { minLength: 1, maxLength: 3, size: 'max' }),
  instruction: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 8, arbitrary: jobName.map((name) => ({ TYPE: 'Execute.Named', jobName: name })) },
    fc.record({ TYPE: fc.constant('Fail'), uncatchable: fc.boolean() }),
    fc.record({ TYPE: fc.constant('Finish'), unsuccessful: fc.boolean() }),
    fc.record({
      TYPE: fc.constant('If'),
      predicate,
      then: tie('instructions').map(inBlock),
      else: fc.option(tie('instructions').map(inBlock), { nil: undefined }),
    }),
    fc.record({
      TYPE: fc.constant('CaseWhen'),
      cases: fc.array(fc.record({ predicate, then: tie('instructions').map(inBlock) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({
      TYPE: fc.constant('Fork'),
      branches: fc.tuple(tie('instructions'), tie('instructions')).map(([left, right]) => [
        { id: 'L', workflow: inBlock(left) },
        { id: 'R', workflow: { ...inBlock(right), result: { fromRight: "'r'" } } },
      ]),
      joinIfFailed: fc.boolean(),
    }),
    fc.record({
      TYPE: fc.constant('Try'),
      try: tie('instructions').map(inBlock),
      catch: fc.oneof(fc.constant([]), tie('instructions'), fc.constant([{ TYPE: 'Retry' }])).map(inBlock),
      maxTries: fc.integer({ min: 1, max: 3 }),
      retryDelays: fc.constantFrom([], [0], [0, 5]),
    }),
  ),
}));

function inBlock(inner: readonly Json[]): Json {
  return { instructions: inner };
}

const step = (jobName: string): Json => ({ TYPE: 'Execute.Named', jobName });

/** One in which chance alone would seldom come far: retries with delays, and Forks of both kinds. */
const busy: readonly Json[] = [
  tryCatch([step('one')], [retry], { maxTries: 3, retryDelays: [0, 5] }),
  fork({ L: [step('two')], R: [tryCatch([step('three')], [step('two')])] }),
  fork({ L: [step('two')], R: [step('three')] }, { joinIfFailed: true }),
];

/** A valid workflow with three jobs, of which one may run again, in JS7's JSON. */
export const anyDefinition: fc.Arbitrary<Json> = fc
  .oneof(instructions, fc.constant(busy))
  .map((unlabeled) => {
    let count = 0;
    const labeled: unknown = JSON.parse(JSON.stringify(unlabeled), (_, value) =>
      value?.TYPE === 'Execute.Named' ? { ...value, label: `${value.jobName}${count++}` } : value,
    );
    const env = { N: '$n', TRY: '$js7TryCount' };
    return {
      instructions: labeled,
      orderPreparation: { parameters: { n: { type: 'Number', default: 2 } }, allowUndeclared: true },
      jobs: {
        one: job({ env }),
        two: job({ parallelism: 2, isNotRestartable: false }),
        three: job({ parallelism: 3, agentName: 'other', env: { X: "variable('x', default='none')" } }),
      },
    };
  });
