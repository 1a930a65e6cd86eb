import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { type BindAddress, parseBindAddress } from './bind-address.ts';

/** One setting: its key in the program's file, its variable, what it is, and how its text is read. */
export interface Setting<T> {
  readonly key: string;
  readonly variable: string;
  readonly what: string;
  /** Shown in the reference. */
  readonly default: string;
  readonly read: (text: string) => T | undefined;
  /** What a good value looks like, for the refusal. */
  readonly expected: string;
}

/** Where values come from: the environment first, then the program's own file. */
export interface SettingSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: { readonly path: string; readonly values: Readonly<Record<string, unknown>> };
}

/** The value of a setting, its default where none is given, or what is wrong with the one given. */
export function valueOfSetting<T>(setting: Setting<T>, sources: SettingSources): Result<T> {
  const variable = sources.env[setting.variable];
  if (variable !== undefined && variable !== '') return readFrom(setting, variable, setting.variable);
  const inFile = sources.file.values[setting.key];
  if (inFile !== undefined) return readFrom(setting, String(inFile), `${sources.file.path}: ${setting.key}`);
  return readFrom(setting, setting.default, `default of ${setting.key}`);
}

function readFrom<T>(setting: Setting<T>, text: string, where: string): Result<T> {
  const value = setting.read(text);
  return value === undefined ? refuse(unreadable(setting, text, where)) : succeed(value);
}

function unreadable(setting: Setting<unknown>, text: string, where: string): Problem {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return problem('InvalidInput', `${where}: ${JSON.stringify(shown)} is not ${setting.expected}.`, {
    field: setting.key,
  });
}

/** A program's id: small, so that it can stand in a certificate and in a folder's name. */
export function readId(text: string): string | undefined {
  return /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/.test(text) && !/[.-]{2}/.test(text)
    ? text
    : undefined;
}

/** A whole number within bounds, both included. */
export function readInteger(min: number, max: number): (text: string) => number | undefined {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  };
}

/** `host:port`. */
export function readBind(text: string): BindAddress | undefined {
  return parseBindAddress(text);
}

/** An https address without path, query, credentials. */
export function readPublicUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url : undefined;
}

/** A text that may be empty, which means not given. */
export function readOptional(text: string): string {
  return text;
}
