/** The first program of the floor: HTTP in, one durable commit, HTTPS out. */
import { createServer, type IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { mutualTls, type RawCredential } from '../../raw/raw-credentials.ts';
import { openRawJournal, type RawJournal } from '../../raw/raw-journal.ts';
import { answerQuestions } from '../../raw/raw-process.ts';

interface Settings {
  readonly folder: string;
  readonly controllerPort: number;
  readonly client: RawCredential;
}

let journal: RawJournal | undefined;

answerQuestions(
  async (question) => ({ port: await serve(question as Settings) }),
  async () => journal?.close(),
);

async function serve({ folder, controllerPort, client }: Settings): Promise<number> {
  const opened = openRawJournal(folder);
  journal = opened;
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ...mutualTls(client) });
  const forward = (body: Buffer): Promise<Buffer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const options = { agent, host: '127.0.0.1', port: controllerPort, method: 'POST', path: '/add-orders' };
    const sending = request({ ...options, headers: { 'content-length': body.length } }, (response) =>
      buffer(response).then(resolve, reject),
    );
    sending.once('error', reject);
    sending.end(body);
    return promise;
  };
  const server = createServer(async (incoming: IncomingMessage, response) => {
    const body = await buffer(incoming);
    opened.append(body.toString());
    response.end(await forward(body));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}
