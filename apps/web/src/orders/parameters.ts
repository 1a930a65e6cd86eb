/** The types that a workflow's parameters can have. */
export type ParameterType = 'String' | 'Number' | 'Boolean' | 'List' | 'Map';

/** A declared parameter, as the form shows it. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly isRequired: boolean;
  /** What stands in the field at first. */
  readonly initial: string;
  /** The values of which one can be chosen. */
  readonly choices?: readonly string[];
  /** A pattern that the value has to fit, and what to say where it does not. */
  readonly facet?: string;
  readonly facetMessage?: string;
  readonly title?: string;
}

const types: readonly string[] = ['String', 'Number', 'Boolean', 'List', 'Map'];

/** Reads what a workflow declares of its orders' arguments; what has no sense is left out. */
export function parametersOf(orderPreparation: unknown): readonly Parameter[] {
  const declared = record(record(orderPreparation)?.parameters) ?? {};
  return Object.entries(declared).flatMap(([name, value]) => {
    const given = record(value);
    // A final value is the workflow's own: no order can give another.
    if (given === undefined || given.final !== undefined) return [];
    const type = types.includes(String(given.type)) ? (given.type as ParameterType) : 'String';
    const choices = Array.isArray(given.list) ? given.list.map(String) : undefined;
    return [
      {
        name,
        type,
        isRequired: given.default === undefined,
        initial: initialOf(given.default, type),
        ...(choices === undefined ? {} : { choices }),
        ...(typeof given.facet === 'string' ? { facet: given.facet } : {}),
        ...(typeof given.message === 'string' ? { facetMessage: given.message } : {}),
        ...(typeof given.title === 'string' ? { title: given.title } : {}),
      },
    ];
  });
}

/** The field for arguments that are not declared, where the workflow takes such; its name is no argument's name. */
export function furtherArguments(orderPreparation: unknown, name: string): Parameter | undefined {
  if (record(orderPreparation)?.allowUndeclared !== true) return undefined;
  return { name, type: 'Map', isRequired: false, initial: '' };
}

/** Why a value can not be sent; nothing where it can. */
export type ValueFault = 'missing' | 'noNumber' | 'noJson' | 'noFit';

/** The value of a field as it is sent, or what is wrong with it. An empty field of a parameter with a default is left out. */
export function valueToSend(
  parameter: Parameter,
  typed: string,
): { readonly fault: ValueFault } | { readonly value: unknown } {
  if (typed === '' && parameter.type !== 'Boolean')
    return parameter.isRequired ? { fault: 'missing' } : { value: undefined };
  switch (parameter.type) {
    case 'Boolean':
      return { value: typed === 'true' };
    case 'Number': {
      const value = Number(typed);
      return Number.isFinite(value) ? { value } : { fault: 'noNumber' };
    }
    case 'List':
    case 'Map':
      return jsonValue(parameter.type, typed);
    case 'String':
      return fits(parameter.facet, typed) ? { value: typed } : { fault: 'noFit' };
  }
}

function jsonValue(
  type: 'List' | 'Map',
  typed: string,
): { readonly fault: ValueFault } | { readonly value: unknown } {
  try {
    const value: unknown = JSON.parse(typed);
    const isRight = type === 'List' ? Array.isArray(value) : record(value) !== undefined;
    return isRight ? { value } : { fault: 'noJson' };
  } catch {
    return { fault: 'noJson' };
  }
}

/** A pattern that this browser can not read is left to the Controller; so is a long one, which could take for ever. */
function fits(facet: string | undefined, typed: string): boolean {
  if (facet === undefined || facet.length > 200 || typed.length > 500) return true;
  try {
    return new RegExp(`^(?:${facet})$`, 'u').test(typed);
  } catch {
    return true;
  }
}

/** Defaults of texts are expressions; a quoted constant is shown as what it means. */
function initialOf(value: unknown, type: ParameterType): string {
  if (value === undefined || value === null) return type === 'Boolean' ? 'false' : '';
  if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value);
  const quoted = /^"((?:[^"\\$]|\\.)*)"$|^'([^']*)'$/.exec(value);
  return quoted === null ? value : (quoted[2] ?? (quoted[1] ?? '').replaceAll(/\\(.)/g, '$1'));
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
