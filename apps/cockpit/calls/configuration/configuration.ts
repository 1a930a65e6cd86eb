import { refuse, succeed } from '@interlock/base';
import type { CallPorts } from '../../call-ports.ts';
import { generalAnswer, serviceAnswer } from '../../settings/configuration-answer.ts';
import type { Handler } from '../call-handler.ts';
import { mayConfigure, whichConfiguration } from './which-configuration.ts';

/** One configuration. Where nothing is stored, an empty one. */
export function readConfiguration({ data, sealer }: CallPorts): Handler<'configuration'> {
  return async ({ request, caller }) => {
    const { read } = data;
    const which = await whichConfiguration(read, request);
    const may = mayConfigure(caller, which, 'view');
    if (!may.ok) return refuse(may.problem);
    if (which.kind === 'general') return succeed({ configuration: await generalAnswer(read) });
    if (which.kind === 'service') {
      const answer = await serviceAnswer(read, sealer, which.service);
      return answer.ok ? succeed({ configuration: answer.value }) : refuse(answer.problem);
    }
    const { configurationType = 'IAM', objectType = '', name = '' } = request;
    return succeed({
      configuration: { id: 0, configurationType, objectType, name, shared: false, configurationItem: '{}' },
    });
  };
}
