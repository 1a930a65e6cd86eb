import { type Problem, problem } from '@interlock/base';

/** The Agent has no certificate, and nobody is there who could bring it a join token. */
export function notJoined(agentId: string, file: string): Problem {
  return problem(
    'KeyUnusable',
    `Agent ${agentId} has not joined a Controller yet: there is no ${file}. Start it with "interlock up", which brings it its join token.`,
  );
}

/** The certificate in the data folder is that of another program. `id`: the Agent that it names, if it names one. */
export function notOurs(agentId: string, file: string, id: string | undefined): Problem {
  const whose = id === undefined ? 'no Agent' : `Agent ${id}`;
  return problem('KeyUnusable', `${file} is the certificate of ${whose}, and this is Agent ${agentId}.`);
}

/** A key is not there, and what was made with it is. */
export function keyMissing(file: string): Problem {
  const message = `${file} is missing, and the journal beside it needs it. Bring it back from a backup; nothing was changed.`;
  return problem('KeyUnusable', message);
}
