import { refuse, succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { ask } from './ask.ts';
import type { CallPorts } from './call-ports.ts';
import { currentPathOf, firstUncovered, workflowTarget } from './targets.ts';

/** `deploy-workflows`: deploys and withdraws workflows, all or none. A workflow that moves is checked in both folders. */
export function deployWorkflows(ports: CallPorts): ActHandler<'deploy-workflows'> {
  return async ({ deploy, withdraw }, caller) =>
    ask('deploy-workflows', caller, ports, (state) => {
      const paths = [...deploy.map((one) => one.path), ...withdraw];
      const touched = new Set([...paths, ...paths.map((path) => currentPathOf(state, path))]);
      const targets = [...touched].map((path) => workflowTarget(ports.controllerId, path));
      const uncovered = firstUncovered(caller, targets);
      if (uncovered !== undefined) return refuse(uncovered);
      const command = { kind: 'DeployWorkflows', account: caller.account, deploy, withdraw } as const;
      return succeed({ command, targets });
    });
}
