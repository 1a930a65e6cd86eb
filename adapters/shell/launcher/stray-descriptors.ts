import { closeSync, readdirSync, readFileSync } from 'node:fs';

// O_CLOEXEC in the octal flags of /proc/PID/fdinfo (proc(5)).
const closeOnExec = 0o2000000;

/**
 * Closes the descriptors, besides stdin, stdout and stderr, that whoever started us left open and that every job would
 * inherit. (Node marks those it opens, and the lowest inherited ones, but stops looking at the first gap.)
 * Does nothing where the system does not list them.
 */
export function closeStrayDescriptors(): void {
  for (const fd of inheritableDescriptors()) closeSync(fd);
}

/** The descriptors above 2 of this process that a program started by it would inherit. */
export function inheritableDescriptors(): readonly number[] {
  return list()
    .map(Number)
    .filter((fd) => fd > 2 && isInheritable(fd));
}

function list(): readonly string[] {
  try {
    return readdirSync('/proc/self/fdinfo');
  } catch {
    return [];
  }
}

// The descriptor by which the list was read is closed by now.
function isInheritable(fd: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    return false;
  }
}
