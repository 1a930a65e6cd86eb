import { createRequire } from 'node:module';
import type { FolderPath } from '@interlock/base';
import type { FolderEntry } from '@interlock/iam';
import type { AuthorizationWorkload } from '../../workloads/authorization.ts';
import type { Decider } from './decider.ts';
import { coversByScan, rulesAt } from './rules.ts';

// Its ES module names files that Node does not find.
const { newEnforcer, newModel } = createRequire(import.meta.url)('casbin') as typeof import('casbin');

const model = `
[request_definition]
r = sub, perm, ctl, folder

[policy_definition]
p = sub, perm, ctl, folders, eft

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.perm == p.perm && r.ctl == p.ctl && g(r.sub, p.sub) && within(r.folder, p.folders)
`;

/** casbin with all policies in one enforcer: roles with allow and deny, folders by a function of its matcher. */
export async function casbinDecider({ accounts, controllerIds }: AuthorizationWorkload): Promise<Decider> {
  const enforcer = await newEnforcer(newModel(model));
  const limits = new Map<string, readonly FolderEntry[]>();
  enforcer.addFunction('within', (folder: string, key: string) => {
    const folders = limits.get(key);
    return folders === undefined || coversByScan(folders, folder as FolderPath);
  });
  const roles = new Map(accounts.flat().map((role) => [role.name, role]));
  const policies = new Map<string, string[]>();
  for (const role of roles.values())
    for (const controllerId of controllerIds)
      for (const { permission, excluded, folders } of rulesAt([role], controllerId)) {
        const key = folders === undefined ? 'everywhere' : `${role.name} ${controllerId}`;
        if (folders !== undefined) limits.set(key, folders);
        const policy = [role.name, permission, controllerId, key, excluded ? 'deny' : 'allow'];
        policies.set(policy.join('|'), policy);
      }
  await enforcer.addPolicies([...policies.values()]);
  const assigned = accounts.flatMap((held, account) => [
    ...new Set(held.map(({ name }) => [`account-${account}`, name].join('|'))),
  ]);
  await enforcer.addGroupingPolicies([...new Set(assigned)].map((pair) => pair.split('|')));
  return ({ account, permission, controllerId, folder }) =>
    enforcer.enforceSync(`account-${account}`, permission, controllerId, folder);
}
