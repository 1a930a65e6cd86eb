import { request } from 'node:http';

/** A user who works on while something goes on elsewhere: each call over a connection of its own. */
export interface Bystander {
  /** Calls until the work has ended. @returns the statuses that he was answered; 0 where there was no answer. */
  during(work: () => Promise<unknown>): Promise<readonly number[]>;
}

/** How long one call may take, in milliseconds; the machine may be busy with other tests. */
const callMilliseconds = 10_000;

/** @param url the address of the Cockpit. */
export function bystander(url: string, token: string): Bystander {
  const paths = ['/touch', '/orders', '/workflows'];
  return {
    async during(work) {
      let isOver = false;
      const working = work().finally(() => {
        isOver = true;
      });
      const statuses: number[] = [];
      while (!isOver || statuses.length < paths.length) {
        const path = paths[statuses.length % paths.length];
        statuses.push(await status(`${url}/joc/api${path}`, token));
      }
      await working;
      return statuses;
    },
  };
}

function status(url: string, token: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const headers = { 'x-access-token': token, 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(callMilliseconds);
  const call = request(url, { method: 'POST', headers, agent: false, signal }, (answer) => {
    answer.resume();
    answer.on('end', () => resolve(answer.statusCode ?? 0));
    answer.on('error', () => resolve(0));
  });
  call.on('error', () => resolve(0));
  call.end('{"controllerId":"controller"}');
  return promise;
}
