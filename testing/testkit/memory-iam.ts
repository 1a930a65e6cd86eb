import type { Transactor } from '@interlock/base';
import type { IamPorts } from '@interlock/iam';
import { copyOfIamState, emptyIamState, type IamMemory } from './memory-iam/iam-state.ts';
import { memoryAccounts, memoryBlocklist, memoryPasswords } from './memory-iam/memory-accounts.ts';
import { memoryApiTokens } from './memory-iam/memory-api-tokens.ts';
import { memoryDecisions } from './memory-iam/memory-decisions.ts';
import { memoryIdentityServices } from './memory-iam/memory-identity-services.ts';
import { memoryLoginHistory, memoryThrottle } from './memory-iam/memory-logins.ts';
import { memoryRoles } from './memory-iam/memory-roles.ts';
import { memoryDevices, memorySessions } from './memory-iam/memory-sessions.ts';
import { memorySettings } from './memory-iam/memory-settings.ts';

/** Everything of identity and access in memory: changes run one after the other and stand or fall as a whole. */
export function memoryIam(): Transactor<IamPorts> {
  let kept = emptyIamState();
  let lane: Promise<unknown> = Promise.resolve();
  return {
    read: portsOver({
      look: () => kept,
      edit: () => {
        throw new Error('this port is for reading');
      },
    }),
    change(work) {
      const turn = lane.then(async () => {
        const changed = copyOfIamState(kept);
        const done = await work(portsOver({ look: () => changed, edit: () => changed }));
        kept = changed;
        return done;
      });
      lane = turn.catch(() => {});
      return turn;
    },
  };
}

function portsOver(memory: IamMemory): IamPorts {
  return {
    identityServices: memoryIdentityServices(memory),
    accounts: memoryAccounts(memory),
    passwords: memoryPasswords(memory),
    blocklist: memoryBlocklist(memory),
    roles: memoryRoles(memory),
    sessions: memorySessions(memory),
    devices: memoryDevices(memory),
    apiTokens: memoryApiTokens(memory),
    throttle: memoryThrottle(memory),
    loginHistory: memoryLoginHistory(memory),
    settings: memorySettings(memory),
    decisions: memoryDecisions(memory),
  };
}
