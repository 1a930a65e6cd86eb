import { succeed } from '@interlock/base';
import { tokenHash } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import type { Handler } from '../../call-handler.ts';

/** Forgets the browser of this call as a known device; its cookie goes, the session stays (semantics §3.4). */
export function forgetDevice(ports: CallPorts): Handler<'iam.device.forget'> {
  return async ({ caller, facts, login }) => {
    const mark = login.deviceMark?.reveal();
    const markHash = mark === undefined ? undefined : tokenHash('device', mark, ports.sha256);
    const forgotten = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'DeviceForgotten',
        run: async ({ devices }) => {
          if (markHash !== undefined) await devices.forget(markHash);
          return succeed({ value: undefined, targets: [{ kind: 'account', id: caller.accountName }] });
        },
      },
    );
    if (!forgotten.ok) return forgotten;
    return succeed({ body: { ok: true }, session: { kind: 'deviceForgotten' } });
  };
}
