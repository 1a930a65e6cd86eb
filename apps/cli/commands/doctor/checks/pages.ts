import type { DoctorPorts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

/** Whether the Cockpit has pages to show. */
export function checkPages({ machine }: DoctorPorts): Finding {
  return machine.hasPages()
    ? { check: 'pages', level: 'ok', text: 'are built; any current browser shows them' }
    : { check: 'pages', level: 'warn', text: 'are not built yet', advice: 'The next start builds them.' };
}
