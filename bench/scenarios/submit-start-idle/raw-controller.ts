/** The second program of the floor: HTTPS in, one durable commit, a WebSocket message out. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { WebSocket } from 'ws';
import { mutualTls, type RawCredential } from '../../raw/raw-credentials.ts';
import { openRawJournal, type RawJournal } from '../../raw/raw-journal.ts';
import { answerQuestions } from '../../raw/raw-process.ts';

interface Settings {
  readonly folder: string;
  readonly agentPort: number;
  readonly server: RawCredential;
  readonly client: RawCredential;
}

let journal: RawJournal | undefined;

answerQuestions(
  async (question) => ({ port: await serve(question as Settings) }),
  async () => journal?.close(),
);

async function serve({ folder, agentPort, server: shown, client }: Settings): Promise<number> {
  const opened = openRawJournal(folder);
  journal = opened;
  const agent = new WebSocket('wss://agent', {
    createConnection: () => connect({ ...mutualTls(client), host: '127.0.0.1', port: agentPort }),
    perMessageDeflate: false,
  });
  await once(agent, 'open');
  const server = createServer(mutualTls(shown), async (incoming, response) => {
    const body = await buffer(incoming);
    opened.append(body.toString());
    agent.send(body);
    response.end('{}');
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}
