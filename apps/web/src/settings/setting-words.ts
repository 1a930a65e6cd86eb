import { language, text } from '../texts/rights-text.ts';
import type { SettingField } from './setting-fields.ts';

/** The units in which a span of time is typed, the greatest first, with their seconds. */
export const spanUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A unit in which a span of time is typed. */
export type SpanUnit = (typeof spanUnits)[number][0];

/** The greatest unit in which a span is a whole number. */
export function unitOf(seconds: number): SpanUnit {
  return spanUnits.find(([, size]) => seconds !== 0 && seconds % size === 0)?.[0] ?? 'minute';
}

/** How many seconds a unit has. */
export function secondsOf(unit: SpanUnit): number {
  return spanUnits.find(([name]) => name === unit)?.[1] ?? 1;
}

/** The value of a field in words, such as `30 minutes`. */
export function valueWords({ kind, id }: Pick<SettingField, 'kind' | 'id'>, value: number): string {
  if (id === 'rememberMeSeconds' && value === 0) return text('settings.off');
  if (kind === 'count') return new Intl.NumberFormat(language).format(value);
  const unit = kind === 'days' ? 'day' : unitOf(value);
  const amount = kind === 'days' ? value : value / secondsOf(unit);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
