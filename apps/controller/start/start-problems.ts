import { type Problem, problem } from '@interlock/base';

/** The Controller has no certificates, and nobody is there who could bring it a join token. */
export function notJoined(controllerId: string, keysFolder: string): Problem {
  const message = `Controller ${controllerId} has not joined a Cockpit yet: its certificates are not in ${keysFolder}. Start it with "interlock up", which brings it its join token.`;
  return problem('KeyUnusable', message);
}

/** The certificates in the data folder are those of another program, or of two installations. */
export function notOurs(controllerId: string, keysFolder: string): Problem {
  const message = `The certificates in ${keysFolder} are not those of Controller ${controllerId}. Set the id back, or move the data folder away so that it joins anew.`;
  return problem('KeyUnusable', message);
}

/** A key is not there, and what was made with it is. */
export function keyMissing(file: string): Problem {
  const message = `${file} is missing, and the journal beside it needs it. Bring it back from a backup; nothing was changed.`;
  return problem('KeyUnusable', message);
}
