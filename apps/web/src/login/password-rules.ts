/** The shortest password, in code points; the Cockpit decides, the page only shows. */
export const passwordLengthMin = 15;

/** Which of the rules that a page can check a new password meets. Whether it is a common one, the Cockpit says. */
export function metRules(
  password: string,
  account: string,
): { readonly length: boolean; readonly account: boolean } {
  const typed = password.normalize('NFC');
  const name = account.normalize('NFC').trim().toLowerCase();
  const rest = name.length < 3 ? typed : typed.toLowerCase().replaceAll(name, '');
  return {
    length: [...typed].length >= passwordLengthMin,
    account: typed !== '' && (rest.length === typed.length || [...rest].length >= 8),
  };
}
