import { Agent, type IncomingMessage, request } from 'node:http';

/** Posts JSON over one kept loopback connection. */
export interface KeptClient {
  /** Gives the body of an answer 200; rejects otherwise, and after 30 s. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  close(): void;
}

/** The same client for ours and for floors, so that it takes the same part of both. */
export function keptClient(url: string): KeptClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async post(path, body, headers = {}) {
      const text = JSON.stringify(body);
      const response = await send(new URL(path, url), agent, text, headers);
      const answer = await textOf(response);
      if (response.statusCode !== 200)
        throw new Error(`${path} was answered with ${response.statusCode}: ${answer}`);
      return JSON.parse(answer);
    },
    close: () => agent.destroy(),
  };
}

function send(
  url: URL,
  agent: Agent,
  text: string,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sending = request(url, {
    agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...headers,
    },
    signal: AbortSignal.timeout(30_000),
  });
  sending.once('response', resolve);
  sending.once('error', reject);
  sending.end(text);
  return promise;
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += part;
  return text;
}
