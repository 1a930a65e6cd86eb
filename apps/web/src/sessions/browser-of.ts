const browsers = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
  ['curl', /^curl\/(\d+)/],
  ['PowerShell', /PowerShell\/(\d+)/],
] as const;

const lengthMax = 60;

const systems = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh|Mac OS X|Darwin/],
  ['Linux', /Linux|X11/],
] as const;

/** A browser or another client, by what it says of itself: a hint, never a proof. */
export interface Browser {
  /** Name and main version, such as `Firefox 133`; what is not known stands as it was sent, cut to a readable length. */
  readonly name: string;
  readonly system?: string;
}

/** Reads the User-Agent; nothing where none was sent. */
export function browserOf(userAgent: string | undefined): Browser | undefined {
  const sent = userAgent?.trim() ?? '';
  if (sent === '') return undefined;
  const system = systems.find(([, pattern]) => pattern.test(sent))?.[0];
  for (const [name, pattern] of browsers) {
    const version = pattern.exec(sent)?.[1];
    if (version !== undefined)
      return { name: `${name} ${version}`, ...(system === undefined ? {} : { system }) };
  }
  return { name: sent.length > lengthMax ? `${sent.slice(0, lengthMax - 1)}…` : sent };
}
