import { type FolderPath, folderPath, succeed } from '@interlock/base';
import { authorize, reasonInWords } from '@interlock/iam';
import type { CallPorts } from '../../call-ports.ts';
import { needsAnswer, serviceNames } from '../../mapping/explanation.ts';
import type { Handler } from '../call-handler.ts';

/** Tells for each ask whether the caller may, and why: by the very decision that the calls make. */
export function can(ports: Pick<CallPorts, 'data'>): Handler<'interlock.can'> {
  return async ({ caller, request }) => {
    const nameOf = serviceNames(await ports.data.read.identityServices.list());
    const answers = [];
    for (const [at, { permission, controllerId, folder }] of request.asks.entries()) {
      const checked = folder === undefined ? undefined : folderPath(folder, `asks[${at}].folder`);
      if (checked !== undefined && !checked.ok) return checked;
      const decision = authorize(caller.rights, {
        permission,
        ...(controllerId === undefined ? {} : { controllerId }),
        ...(checked === undefined ? {} : { folder: checked.value as FolderPath }),
      });
      const { allowed } = decision;
      answers.push({
        permission,
        allowed,
        reason: reasonInWords(decision),
        needs: needsAnswer(decision, nameOf),
      });
    }
    return succeed({ answers });
  };
}
