import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** Why a command ends without having done its work; the message is for a person, the code for a script. */
export class CliFault extends Error {
  override readonly name = 'CliFault';
  readonly exitCode: ExitCode;
  /** Names the refusal in the Cockpit's log and audit trail. */
  readonly reference: string | undefined;

  constructor(exitCode: ExitCode, message: string, reference?: string) {
    super(message);
    this.exitCode = exitCode;
    this.reference = reference;
  }
}

/** There is no session, or it has ended. */
export function notLoggedIn(): CliFault {
  return new CliFault(
    exitCodes.refused,
    'You are not logged in, or the session has ended. Log in: npx interlock login',
  );
}
