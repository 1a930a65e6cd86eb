import { Secret } from '@interlock/base';
import { tokenKinds } from '@interlock/iam';

/** The value that the page made, in the form in which sessions keep such values. */
export function originValueOf(pageValue: Secret): Secret {
  return new Secret(`${tokenKinds.origin}${pageValue.reveal()}`);
}
