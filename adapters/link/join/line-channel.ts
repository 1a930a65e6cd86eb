import type { TLSSocket } from 'node:tls';
import { type Json, problem, type Result, refuse } from '@interlock/base';
import { checkShape, joinLineBytesMax, parseWireJson } from '@interlock/node-api';

/** A conversation in JSON lines over one socket. */
export interface LineChannel {
  write(message: Json): void;
  /** The next line, checked against its schema. Refused where it breaks the rules, is late, or the socket is gone. */
  read<S extends Parameters<typeof checkShape>[0]>(
    schema: S,
    msMax: number,
  ): Promise<ReturnType<typeof checkShape<S>>>;
  close(): void;
}

/** Opens the conversation. It listens to the socket's errors. */
export function lineChannel(socket: TLSSocket): LineChannel {
  const lines: string[] = [];
  let rest = '';
  let isOver = false;
  let wake: (() => void) | undefined;
  const end = (): void => {
    isOver = true;
    wake?.();
  };
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    rest += text;
    // Nobody says more than a few lines here: what comes on top is an attack or a mistake.
    if (rest.length > joinLineBytesMax || lines.length > 4) {
      socket.destroy();
      return;
    }
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    wake?.();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', end);
  socket.on('end', end);
  const nextLine = async (msMax: number): Promise<string | undefined> => {
    const late = setTimeout(() => socket.destroy(), msMax);
    while (lines.length === 0 && !isOver) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    clearTimeout(late);
    return lines.shift();
  };
  return {
    write: (message) => void socket.write(`${JSON.stringify(message)}\n`),
    read: async (schema, msMax) => {
      const line = await nextLine(msMax);
      if (line === undefined) return refuse(over());
      const parsed: Result<Json> = parseWireJson(line);
      return parsed.ok ? checkShape(schema, parsed.value) : parsed;
    },
    close: () => {
      socket.end();
      setTimeout(() => socket.destroy(), 1_000).unref();
    },
  };
}

function over() {
  return problem('InvalidInput', 'The other side ended the conversation.');
}
