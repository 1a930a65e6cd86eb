import { type Json, problem, type Result, refuse, succeed } from '@interlock/base';
import type { CallPorts } from '../../call-ports.ts';
import { saveGeneral } from '../../settings/save-general.ts';
import { saveService } from '../../settings/save-service.ts';
import type { Handler } from '../call-handler.ts';
import { mayConfigure, whichConfiguration } from './which-configuration.ts';

// As the border of the Cockpit has them.
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Stores a configuration whole. */
export function saveConfiguration(ports: CallPorts): Handler<'configuration.save'> {
  return async (call) => {
    const { request, caller } = call;
    const which = await whichConfiguration(ports.data.read, request);
    const may = mayConfigure(caller, which, 'manage');
    if (!may.ok) return refuse(may.problem);
    const item = readItem(request.configurationItem);
    if (!item.ok) return refuse(item.problem);
    if (which.kind === 'general') return saveGeneral(ports, call, item.value, request.auditLog);
    if (which.kind === 'service')
      return saveService(ports, call, which.service, item.value, request.auditLog);
    const { configurationType = 'IAM', name = '' } = request;
    return configurationType === 'IAM'
      ? refuse(
          problem('UnknownIdentityService', `There is no Identity Service ${name} of this type.`, {
            field: 'name',
          }),
        )
      : refuse(
          problem('InvalidInput', `Configurations of the type ${configurationType} are not kept here.`, {
            field: 'configurationType',
          }),
        );
  };
}

/** Reads the text within the request as its border reads requests: keys that every object has are none of a setting. */
function readItem(text: string): Result<Json> {
  const forbidden: string[] = [];
  try {
    const item = JSON.parse(text, (key, value) => {
      if (forbiddenKeys.has(key)) forbidden.push(key);
      return value;
    }) as Json;
    return forbidden.length === 0 ? succeed(item) : refuse(invalid(`it holds the key ${forbidden[0]}`));
  } catch {
    return refuse(invalid('it is no JSON'));
  }
}

function invalid(what: string) {
  return problem('InvalidInput', `The field configurationItem is refused: ${what}.`, {
    field: 'configurationItem',
  });
}
