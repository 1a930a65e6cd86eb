import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bystander } from '../attacks/bystander.ts';
import { type RawConnection, rawConnection, rawRequest } from '../attacks/raw-connection.ts';
import { growthWhile } from '../attacks/resident-memory.ts';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { procFile } from '../testkit/processes.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';

// Three real programs under floods and malformed requests: they are answered early, the memory of the Cockpit stays
// flat, and somebody else goes on working, each of his calls over a connection of its own.

const password = 'the sea is warm in autumn';
const megabyte = 1024 * 1024;

/** How far the memory of a program may grow in one attack, in megabytes; each attack sends several times as much. */
const growthMax = 250;

let here: RealInstallation;
let token: string;
let pids: Readonly<Record<'cockpit' | 'controller' | 'agent', number>>;
const open: RawConnection[] = [];

before(async () => {
  here = await realInstallation();
  const up = here.up({ INTERLOCK_ROOT_PASSWORD: password });
  await up.ready();
  const login = await new CockpitClient(here.httpUrl).login('root', password);
  token = login.body.accessToken;
  const pidOf = (program: string) => {
    const pid = up.programs().find((one) => procFile(one, 'cmdline').includes(`apps/${program}/main.ts`));
    assert.ok(pid, program);
    return pid;
  };
  pids = { cockpit: pidOf('cockpit'), controller: pidOf('controller'), agent: pidOf('agent') };
});
after(async () => {
  for (const connection of open) connection.destroy();
  await here?.remove();
});

/** Attacks while somebody else works; whatever is left open is closed at the end. */
async function attack(work: () => Promise<unknown>, program: keyof typeof pids = 'cockpit'): Promise<void> {
  let statuses: readonly number[] = [];
  const growth = await growthWhile(pids[program], async () => {
    statuses = await bystander(here.httpUrl, token).during(work);
  });
  for (const connection of open.splice(0)) connection.destroy();
  assert.deepEqual(
    statuses.filter((status) => status !== 200),
    [],
    'somebody else was not served',
  );
  assert.ok(growth < growthMax, `the memory grew by ${Math.round(growth)} MB`);
}

function connection(
  bytes?: string | Buffer,
  port: number = here.ports.http,
  isSecure = false,
): RawConnection {
  const made = rawConnection({ port, isSecure }, bytes);
  open.push(made);
  return made;
}

function many(count: number, make: (at: number) => RawConnection): readonly RawConnection[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

const json = { 'Content-Type': 'application/json' };
const known = () => ({ ...json, 'X-Access-Token': token });
const touch = (headers: Readonly<Record<string, string>>, body = '') =>
  rawRequest('/joc/api/touch', headers, body);

test('two thousand connections that drip headers are cut, and keep nobody out', async () => {
  await attack(async () => {
    const dripping = many(2_100, () =>
      connection('POST /joc/api/touch HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
    );
    const drip = setInterval(() => {
      for (const one of dripping) one.send('x');
    }, 1_000);
    await Promise.all(dripping.map(({ ended }) => ended));
    clearInterval(drip);
    assert.ok(dripping.every(({ statuses }) => statuses.every((status) => status === 408)));
  });
});

test('two thousand bodies that drip keep nobody out', async () => {
  await attack(async () => {
    const head = rawRequest('/joc/api/authentication/login', { ...json, 'Content-Length': '1000' });
    const dripping = many(2_100, () => connection(`${head}{`));
    for (let round = 0; round < 5; round++) {
      for (const one of dripping) one.send(' ');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    assert.ok(dripping.every(({ statuses }) => statuses.length === 0));
  });
});

test('three hundred handshakes that never end are cut, and keep nobody out', async () => {
  await attack(async () => {
    const silent = many(300, () => connection(undefined, here.ports.https));
    await Promise.all(silent.map(({ ended }) => ended));
    assert.ok(silent.every(({ received }) => received === ''));
  });
});

/** Sends a body of so many megabytes in pieces, as fast as it is taken. */
async function upload(head: string, megabytes: number, isChunked: boolean): Promise<number> {
  const one = connection(head);
  const piece = Buffer.alloc(megabyte, 0x20);
  for (let at = 0; at < megabytes && !one.socket.closed && one.statuses.length === 0; at++) {
    if (isChunked) one.send(`${megabyte.toString(16)}\r\n`);
    const isTaken = one.socket.write(piece);
    if (isChunked) one.send('\r\n');
    if (!isTaken) await Promise.race([drained(one), one.firstStatus]);
  }
  return one.firstStatus;
}

function drained({ socket, ended }: RawConnection): Promise<void> {
  return Promise.race([new Promise<void>((resolve) => socket.once('drain', resolve)), ended]);
}

const uploads: readonly [
  what: string,
  path: string,
  headers: () => Record<string, string>,
  statuses: number[],
][] = [
  ['of a stranger', '/orders/add', () => json, [440]],
  ['with a login', '/authentication/login', () => json, [413]],
  // 429: more of one account is being read at this moment than may be.
  ['of a user', '/orders/add', known, [413, 429]],
];
for (const [what, path, headers, expected] of uploads)
  for (const isChunked of [false, true])
    test(`a hundred bodies of 10 MB ${what}, ${isChunked ? 'in chunks' : 'with their length'}, are refused early`, async () => {
      await attack(async () => {
        const length: Record<string, string> = isChunked
          ? { 'Transfer-Encoding': 'chunked' }
          : { 'Content-Length': String(10 * megabyte) };
        const head = rawRequest(`/joc/api${path}`, { ...headers(), ...length });
        const statuses = await Promise.all(Array.from({ length: 100 }, () => upload(head, 10, isChunked)));
        // 0: the end of the connection has overtaken the answer.
        assert.deepEqual(
          [...new Set(statuses)].filter((status) => ![0, ...expected].includes(status)),
          [],
        );
        assert.ok(statuses.some((status) => expected.includes(status)));
      });
    });

test('a length that is too large is refused before one byte of the body is sent', async () => {
  const length = { 'Content-Length': String(10 * megabyte) };
  for (const [headers, status] of [
    [known(), 413],
    [json, 440],
  ] as const)
    assert.equal(await connection(touch({ ...headers, ...length })).firstStatus, status);
});

const costly: readonly (readonly [what: string, body: () => string])[] = [
  ['nested 100 000 deep in lists', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['nested 100 000 deep in objects', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  [
    'with as many keys as 4 MB hold',
    () => `{${Array.from({ length: 380_000 }, (_, at) => `"${at.toString(36)}":1`).join()}}`,
  ],
  [
    'with keys that are numbers far apart',
    () => `{${Array.from({ length: 240_000 }, (_, at) => `"${(at * 65_536) % 4_294_967_291}":1`).join()}}`,
  ],
  ['with a number of three million digits', () => `{"limit":${'9'.repeat(3_000_000)}}`],
  ['with a number of three million places', () => `{"limit":0.${'9'.repeat(3_000_000)}}`],
  ['with a number beyond all measure', () => '{"limit":1e999999999}'],
  ['with a list of a million items', () => `{"orderIds":[${'1,'.repeat(999_999)}1]}`],
  ['with text that never ends', () => `{"orderId":"${'\\u0041'.repeat(500_000)}`],
];
for (const [what, body] of costly)
  test(`a body ${what} is refused with 420, ten times over`, async () => {
    await attack(async () => {
      const text = body();
      const length = { 'Content-Length': String(Buffer.byteLength(text)) };
      const request = rawRequest('/joc/api/orders/cancel', { ...known(), ...length }, text);
      for (let at = 0; at < 10; at++) {
        const one = connection(request);
        assert.equal(await one.firstStatus, 420);
        one.destroy();
      }
    });
  });

test('a hundred of the largest bodies at once do not fill the memory', async () => {
  const text = `{"orders":[${'{"a":1},'.repeat(120_000)}1]}`;
  const length = { 'Content-Length': String(Buffer.byteLength(text)) };
  const request = rawRequest('/joc/api/orders/add', { ...known(), ...length }, text);
  await attack(async () => {
    const statuses = await Promise.all(
      many(100, () => connection(request)).map(({ firstStatus }) => firstStatus),
    );
    assert.ok(statuses.includes(420) || statuses.includes(429), String(new Set(statuses)));
    assert.deepEqual(
      statuses.filter((status) => ![0, 420, 429].includes(status)),
      [],
    );
  });
});

const manyHeaders = (last: Readonly<Record<string, string>>) =>
  touch({
    ...known(),
    ...Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`X${at}`, 'y'])),
    ...last,
  });

const misshapen: readonly (readonly [what: string, request: () => string])[] = [
  ['a header of 20 kB', () => touch({ ...known(), 'X-Big': 'a'.repeat(20_000) })],
  [
    'two thousand headers',
    () =>
      touch({
        ...known(),
        ...Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`X-${at}`, 'y'])),
      }),
  ],
  ['a path of 20 kB', () => rawRequest(`/joc/api/touch?${'a=1&'.repeat(5_000)}`, known())],
  [
    'a length and chunks',
    () => touch({ ...known(), 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n'),
  ],
  [
    'two lengths',
    () => touch(known()).replace('\r\n\r\n', '\r\nContent-Length: 0\r\nContent-Length: 2\r\n\r\n{}'),
  ],
  ['a length that is none', () => touch({ ...known(), 'Content-Length': '+2' }, '{}')],
  ['a length below nothing', () => touch({ ...known(), 'Content-Length': '-1' })],
  ['a coding beside chunks', () => touch({ ...known(), 'Transfer-Encoding': 'chunked, gzip' }, '0\r\n\r\n')],
  [
    'a coding that only looks like chunks',
    () => touch({ ...known(), 'Transfer-Encoding': 'xchunked' }, '0\r\n\r\n'),
  ],
  [
    'a chunk whose size is none',
    () => touch({ ...known(), 'Transfer-Encoding': 'chunked' }, 'zz\r\n{}\r\n0\r\n\r\n'),
  ],
  ['a space before the colon', () => touch(known()).replace('X-Access-Token:', 'X-Access-Token :')],
  ['a folded header', () => touch(known()).replace('\r\n\r\n', '\r\n folded: 1\r\n\r\n')],
  ['a bare line feed', () => touch(known()).replaceAll('\r\n', '\n')],
  ['a NUL in a header', () => touch({ ...known(), 'X-Zero': 'a\0b' })],
  ['no host', () => touch(known()).replace('Host: localhost\r\n', '')],
  ['two hosts', () => touch({ ...known(), host: 'evil.example' })],
  ['a foreign origin after a hundred headers', () => manyHeaders({ Origin: 'https://evil.example' })],
  ['a request of HTTP/0.9', () => 'GET /joc/api/interlock/health\r\n\r\n'],
  ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a handshake in clear', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['a tunnel', () => 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'],
];
for (const [what, request] of misshapen)
  test(`${what} is refused with 4xx or not at all, and the connection ends`, async () => {
    for (const [port, isSecure] of [
      [here.ports.http, false],
      [here.ports.https, true],
    ] as const) {
      const one = connection(request(), port, isSecure);
      await one.ended;
      assert.ok(
        one.statuses.every((status) => status >= 400 && status < 500),
        one.received.slice(0, 200),
      );
      assert.ok(one.statuses.length <= 1, 'one request has one answer');
    }
  });

test('ten thousand requests in one go, whose answers nobody takes, do not fill the memory', async () => {
  await attack(async () => {
    const one = connection();
    one.socket.pause();
    const request = touch({ ...known(), 'Content-Length': '0' });
    const hundred = Buffer.from(request.repeat(100));
    for (let at = 0; at < 100 && !one.socket.closed; at++)
      if (!one.socket.write(hundred)) await Promise.race([drained(one), tick(50)]);
    await tick(1_000);
    one.socket.resume();
    await one.firstStatus;
    one.destroy();
  });
});

test('requests of two users in one go are each answered for their own', async () => {
  const requests = [
    touch(json),
    touch({ ...known() }),
    touch({ ...json, 'X-Access-Token': 'none' }),
    touch(known()),
  ];
  const one = connection(
    requests.map((request) => request.replace('\r\n\r\n', '\r\nContent-Length: 0\r\n\r\n')).join(''),
  );
  while (one.statuses.length < 4) await tick(10);
  assert.deepEqual(one.statuses, [440, 200, 440, 200]);
});

test('three hundred logins in one go cost others nothing but time', async () => {
  await attack(async () => {
    const basic = Buffer.from('nobody:a wrong password').toString('base64');
    const login = rawRequest('/joc/api/authentication/login', {
      Authorization: `Basic ${basic}`,
      'Content-Length': '0',
    });
    const one = connection(login.repeat(300));
    assert.ok([401, 429].includes(await one.firstStatus));
  });
});

for (const program of ['controller', 'agent'] as const) {
  const path = program === 'controller' ? '/controller/api/state' : '/agent/link';

  test(`a thousand silent connections to the ${program} are cut, and the Cockpit and its orders go on`, async () => {
    await attack(async () => {
      const silent = many(1_000, () => connection(undefined, here.ports[program]));
      await runOrder();
      await Promise.all(silent.map(({ ended }) => ended));
      assert.ok(silent.every(({ received }) => received === ''));
    }, program);
  });

  test(`without a certificate the ${program} reads no body and gives nothing but a refusal`, async () => {
    await attack(async () => {
      const head = rawRequest(path, { ...json, 'Content-Length': String(100 * megabyte) });
      const piece = Buffer.alloc(megabyte, 0x20);
      const strangers = many(50, () => connection(head, here.ports[program], true));
      for (let at = 0; at < 10; at++)
        for (const one of strangers)
          if (!one.socket.destroyed && one.socket.writableLength < 2 * megabyte) one.socket.write(piece);
      await Promise.all(strangers.map(({ ended }) => ended));
      const statuses = new Set(strangers.flatMap((one) => one.statuses));
      assert.deepEqual(
        [...statuses].filter((status) => ![401, 403, 404].includes(status)),
        [],
      );
    }, program);
  });

  for (const [what, bytes] of [
    ['plain HTTP', rawRequest(path, json, '{}')],
    ['noise', Buffer.alloc(100_000, 0xa5)],
  ] as const)
    test(`${what} on the port of the ${program} gets no answer`, async () => {
      const one = connection(bytes, here.ports[program]);
      await one.ended;
      assert.equal(one.statuses.length, 0, one.received.slice(0, 100));
    });
}

/** Adds an order of a sample workflow, and waits until it stands in the history. */
async function runOrder(): Promise<void> {
  const client = new CockpitClient(here.httpUrl);
  const login = await client.login('root', password);
  assert.equal(login.status, 200);
  const { body: list } = await client.call('/workflows', { controllerId: 'controller' });
  const [{ path: workflowPath }] = list.workflows;
  const controllerId = 'controller';
  const added = await client.call('/orders/add', { controllerId, orders: [{ workflowPath }] });
  assert.equal(added.status, 200, JSON.stringify(added.body));
  const [orderId] = added.body.orderIds;
  for (;;) {
    const { body } = await client.call('/orders/history', { controllerId, orders: [{ orderId }] });
    if (body.history[0]?.endTime !== undefined) return;
    await tick(50);
  }
}

function tick(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
