import { succeed } from '@interlock/base';
import { accountOfCounter } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { isoTime } from '../../../mapping/iso-time.ts';
import type { Handler } from '../../call-handler.ts';

/** Names that are locked until an administrator lifts it (semantics §1.11), whether accounts have them or not. */
export function listThrottledAccounts(ports: CallPorts): Handler<'iam.accounts.throttled'> {
  return async () => {
    const { failuresInRowMax } = (await ports.identitySettings.current()).throttling;
    const counters = await ports.data.read.throttle.atLeast(failuresInRowMax);
    const throttledAccounts = counters.flatMap(({ key, inRow, lastMs }) => {
      const accountName = accountOfCounter(key);
      return accountName === undefined
        ? []
        : [{ accountName, failures: inRow, lastFailure: isoTime(lastMs) }];
    });
    return succeed({ throttledAccounts });
  };
}
