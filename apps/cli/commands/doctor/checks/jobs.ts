import type { DoctorPorts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

/** What a job could do here that it should not (semantics §5.5, §5.6). */
export function checkJobs({ runtime, machine }: DoctorPorts): readonly Finding[] {
  const cgroup = machine.isCgroupWritable()
    ? 'cgroup v2 can be written here, and this version does not use it'
    : 'cgroup v2 can not be written here';
  return [
    {
      check: 'process trees',
      level: 'warn',
      text: `are found by marker, session, output pipes and parents, so a job that hides from all of these on purpose can escape its kill (${cgroup})`,
      advice: 'Let only people whom you trust write workflows.',
    },
    {
      check: 'users',
      level: 'warn',
      text: `programs and jobs all run as ${runtime.userName}: a job can read the keys`,
      advice:
        'Give Interlock a user of its own that owns nothing else, and let only people whom you trust write workflows.',
    },
  ];
}
