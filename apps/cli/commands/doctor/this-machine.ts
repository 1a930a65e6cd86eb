import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bindFault, folderFault } from '../../up/preflight.ts';
import type { FileFacts, MachinePorts, PortFacts } from './doctor-ports.ts';
import { portHolder } from './port-holder.ts';

/** The machine on which this runs. */
export function thisMachine(pagesFolder: string): MachinePorts {
  return {
    fileFacts,
    filesIn,
    folderFault,
    portFacts,
    isCgroupWritable,
    hasPages: () => existsSync(join(pagesFolder, 'index.html')),
  };
}

function fileFacts(path: string): FileFacts | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  return { isFolder: stats.isDirectory(), mode: stats.mode & 0o777, uid: stats.uid, device: stats.dev };
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name));
}

async function portFacts(host: string, port: number): Promise<PortFacts> {
  const code = await bindFault(host, port);
  if (code === undefined) return { kind: 'free' };
  return code === 'EADDRINUSE' ? { kind: 'held', ...portHolder(port) } : { kind: 'unbindable', code };
}

/** Whether the folder of our own control group, in the one hierarchy of cgroup v2, can be written. */
function isCgroupWritable(): boolean {
  try {
    const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '';
    const root = '/sys/fs/cgroup';
    if (!existsSync(join(root, 'cgroup.controllers'))) return false;
    accessSync(join(root, own, 'cgroup.procs'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
