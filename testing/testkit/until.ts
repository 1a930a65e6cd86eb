import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when something outside of this process holds. @throws where it does not within 30 s. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 30_000): Promise<void> {
  const late = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > late) throw new Error(`it does not hold after ${milliseconds} ms: ${holds}`);
    await delay(25);
  }
}
