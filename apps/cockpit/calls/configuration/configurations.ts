import { refuse, succeed } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import type { CallPorts } from '../../call-ports.ts';
import { generalAnswer, serviceAnswer } from '../../settings/configuration-answer.ts';
import { serviceSettingScope } from '../../settings/service-settings.ts';
import type { Handler } from '../call-handler.ts';
import { mayConfigure, type Which } from './which-configuration.ts';

/** The configurations of a type that the caller may view. */
export function listConfigurations({ data, sealer }: CallPorts): Handler<'configurations'> {
  return async ({ request, caller }) => {
    const { read } = data;
    const { configurationType = 'IAM', objectType } = request;
    const found: ResponseOf<'configurations'>['configurations'] = [];
    if (configurationType !== 'IAM') return succeed({ configurations: found });
    const isWanted = (which: Which, type: string) =>
      (objectType === undefined || objectType === type) && mayConfigure(caller, which, 'view').ok;
    if (isWanted({ kind: 'general' }, 'GENERAL')) found.push(await generalAnswer(read));
    const stored = new Set((await read.settings.list(serviceSettingScope)).map(({ name }) => name));
    for (const service of await read.identityServices.list()) {
      if (!stored.has(service.id) || !isWanted({ kind: 'service', service }, service.type)) continue;
      const answer = await serviceAnswer(read, sealer, service);
      if (!answer.ok) return refuse(answer.problem);
      found.push(answer.value);
    }
    return succeed({ configurations: found });
  };
}
