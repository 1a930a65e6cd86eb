/** The last program of the floor: a WebSocket message in, one durable commit, one script through the launcher. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { mutualTls, type RawCredential } from '../../raw/raw-credentials.ts';
import { openRawJournal, type RawJournal } from '../../raw/raw-journal.ts';
import { answerQuestions } from '../../raw/raw-process.ts';
import { openRawShell, type RawShell } from '../../raw/raw-shell.ts';

interface Settings {
  readonly folder: string;
  readonly script: string;
  readonly server: RawCredential;
}

let journal: RawJournal | undefined;
let shell: RawShell | undefined;
let ended = () => {};

// The first question brings the settings; each later one asks for the end of the next script.
answerQuestions(
  async (question) => {
    if (shell === undefined) return { port: await serve(question as Settings) };
    await new Promise<void>((resolve) => {
      ended = resolve;
    });
    return {};
  },
  async () => {
    await shell?.close();
    journal?.close();
  },
);

async function serve({ folder, script, server: shown }: Settings): Promise<number> {
  const opened = openRawJournal(folder);
  const launcher = await openRawShell(join(folder, 'work'));
  journal = opened;
  shell = launcher;
  const server = createServer(mutualTls(shown));
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) =>
    socket.on('message', async (data) => {
      opened.append(String(data));
      await launcher.run(script);
      ended();
    }),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}
