import { Agent, request } from 'node:http';

// Idle connections end with the server.
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly statusMessage: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request over a socket, with a path that nobody makes canonical on the way. */
export function rawRequest(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const sent = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece));
    answer.on('error', reject);
    answer.on('end', () =>
      resolve({
        status: answer.statusCode ?? 0,
        statusMessage: answer.statusMessage ?? '',
        headers: answer.headers,
        body: Buffer.concat(pieces).toString('utf8'),
      }),
    );
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}
