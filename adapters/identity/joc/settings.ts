import { type Json, problem, type Result, refuse, succeed } from '@interlock/base';

/**
 * Holds the settings that services of local accounts alone have against their schema: there are none. An unknown
 * one is refused by name.
 */
export function checkJocDetails(details: Json): Result<Json> {
  if (details === null || typeof details !== 'object' || Array.isArray(details))
    return refuse(problem('InvalidInput', 'The settings of a service are an object.', { field: 'details' }));
  const [unknown] = Object.keys(details);
  return unknown === undefined
    ? succeed({})
    : refuse(
        problem('InvalidInput', 'A service of local accounts has no such setting.', {
          field: `details.${unknown.slice(0, 80)}`,
        }),
      );
}
