import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { CliFault } from '../client/cli-fault.ts';
import type { CommandContext } from '../client/command-context.ts';
import { sessionPath, writeSession } from '../client/session-file.ts';
import { exitCodes } from '../exit-codes.ts';
import { explanationLines, questionOf, whyCommand } from './why.ts';

const cancel = 'sos:products:controller:orders:cancel';
const audit = 'sos:products:joc:auditlog:view';
const question = (options: Parameters<typeof questionOf>[0]) => questionOf(options, () => 'mine');

for (const [what, options, asked] of [
  ['a reference', { reference: 'r' }, { reference: 'r' }],
  [
    'a Controller permission, at the Controller of the session',
    { permission: cancel, folder: '/pay' },
    { permission: cancel, controllerId: 'mine', folder: '/pay' },
  ],
  [
    'a Controller permission, at a named Controller',
    { permission: cancel, controller: 'c1', object: '/pay/daily' },
    { permission: cancel, controllerId: 'c1', path: '/pay/daily' },
  ],
  ['a Cockpit permission, without a Controller', { permission: audit }, { permission: audit }],
  [
    'an order',
    { permission: cancel, order: '#1' },
    { permission: cancel, controllerId: 'mine', objectType: 'ORDER', path: '#1' },
  ],
  [
    'another account',
    { permission: audit, account: 'ada', service: 'LDAP' },
    { permission: audit, accountName: 'ada', identityServiceName: 'LDAP' },
  ],
] as const)
  test(`why asks about ${what}`, () => assert.deepEqual(question(options), asked));

for (const [what, options] of [
  ['nothing', {}],
  ['a place without a permission', { folder: '/pay' }],
  ['a reference with a permission', { reference: 'r', permission: cancel }],
  ['a reference with a folder', { reference: 'r', folder: '/pay' }],
  ['two places', { permission: cancel, folder: '/pay', object: '/pay/daily' }],
] as const)
  test(`why with ${what} is not understood`, () => {
    assert.throws(
      () => question(options),
      (fault) => fault instanceof CliFault && fault.exitCode === exitCodes.usage,
    );
  });

const answer = {
  allowed: false,
  steps: [{ text: 'The account ada.' }, { text: 'It has no role.' }, { text: 'Refused.' }],
  needs: [{ text: 'Assign one more role.' }],
};

test('the way to the answer is told step by step, and what would turn it at the end', () => {
  assert.deepEqual(explanationLines(answer), [
    ' - The account ada.',
    ' - It has no role.',
    '=> Refused.',
    'To allow it:',
    ' + Assign one more role.',
  ]);
  const refusal = { at: '2026-01-01T00:00:00.000Z', reason: 'The role r denies it.' };
  assert.deepEqual(explanationLines({ ...answer, needs: [], refusal }).slice(0, 3), [
    'Refused at 2026-01-01T00:00:00.000Z: The role r denies it.',
    'Now:',
    ' - The account ada.',
  ]);
});

/** A Cockpit that answers everything in one way, and a command line that is logged in there. */
async function desk(t: TestContext, status: number, body: object, json: boolean) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = temporaryFolder(t);
  t.after(() => new Promise((resolve) => server.close(resolve)));
  const env = { XDG_CONFIG_HOME: join(folder, 'config') };
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  writeSession(sessionPath(env), { url, account: 'ada', token: 'token', controllerId: 'mine' });
  const printed: string[] = [];
  const context: CommandContext = {
    env,
    json,
    print: (line) => printed.push(line),
    tell: () => undefined,
    ask: async () => '',
    readInput: async () => [],
    signal: new AbortController().signal,
  };
  return { context, printed };
}

test('the exit code tells whether it is allowed', async (t) => {
  const refused = await desk(t, 200, answer, false);
  assert.equal(await whyCommand(refused.context, { permission: cancel }), exitCodes.failed);
  assert.equal(refused.printed[0], ' - The account ada.');
  const allowed = await desk(t, 200, { ...answer, allowed: true, needs: [] }, true);
  assert.equal(await whyCommand(allowed.context, { permission: cancel }), exitCodes.done);
  assert.deepEqual(JSON.parse(allowed.printed[0] ?? ''), { ...answer, allowed: true, needs: [] });
});

test('a reference that is not there, and a question that is refused, have exit codes of their own', async (t) => {
  const unknown = { error: { code: 'JOC-408', problem: 'UnknownObject', message: 'There is none.' } };
  for (const [status, body, code] of [
    [420, unknown, exitCodes.notFound],
    [403, { message: 'The account lacks the permission.' }, exitCodes.refused],
  ] as const) {
    const { context } = await desk(t, status, body, false);
    await assert.rejects(
      whyCommand(context, { reference: 'r' }),
      (fault) => fault instanceof CliFault && fault.exitCode === code,
    );
  }
});

test('a bulk call that is refused for want of a right leads to why as well', async (t) => {
  const errors = [{ code: 'JOC-401', message: 'The account lacks the permission.', path: '/pay/daily' }];
  const { context } = await desk(t, 419, { errors, reference: 'r1' }, false);
  await assert.rejects(
    whyCommand(context, { reference: 'r' }),
    (fault) => fault instanceof CliFault && fault.exitCode === exitCodes.refused && fault.reference === 'r1',
  );
});
