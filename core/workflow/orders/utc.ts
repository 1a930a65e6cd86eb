/** A day of the Gregorian calendar in UTC, as `2026-11-22`; for years 1970 to 9999. */
export function utcDay(atMs: number): string {
  const { year, month, day } = civilOf(Math.floor(atMs / dayMs));
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** A time as ISO 8601 in UTC with milliseconds, as `2026-11-22T12:00:00.000Z`; for years 1970 to 9999. */
export function utcInstant(atMs: number): string {
  const rest = atMs - Math.floor(atMs / dayMs) * dayMs;
  const [hour, minute, second] = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1_000) % 60].map(
    Math.floor,
  );
  return `${utcDay(atMs)}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(rest % 1_000, 3)}Z`;
}

/** The length of a day in UTC, in milliseconds. */
export const dayMs = 86_400_000;

function digits(value = 0, count: number): string {
  return String(Math.floor(value)).padStart(count, '0');
}

// Years are counted from March on, so that the leap day is the last one of its year.
function civilOf(daysSince1970: number): { year: number; month: number; day: number } {
  const days = daysSince1970 + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
