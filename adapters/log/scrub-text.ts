const textLengthMax = 8 * 1024;
const hidden = '[secret]';

// What looks like a credential wherever it stands: in an error's text, an address, a line of output.
const credentials: readonly RegExp[] = [
  /\bBearer\s+[\w.~+/=-]{4,}/gi,
  // Sixteen characters at least: «Basic arithmetic» is no credential.
  /\b(?:Basic|Negotiate)\s+[\w+/]{16,}=*/gi,
  // JSON web tokens, those of the hops among them.
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
  // Tokens of sessions and programs, the page's values and device marks.
  /\bil[a-z]_[\w-]{43}/g,
  /\binterlock-(?:join|sealing-key)-1\.[\w-]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
  // Passwords in addresses.
  /(?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:]{0,200}:)[^\s/?#@]{1,200}(?=@)/gi,
  // Members, parameters and headers that are named like secrets.
  /(?<=(?:^|["'?&;\s{,])(?:[\w-]{0,40}(?:password|passwd|pwd|token|secret|api-?key|private-?key|authorization|cookie))["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"'&;,}]{1,4096}/gi,
];

/** A text without what looks like a credential, and not longer than 8 192 characters; what exceeds is cut, with a mark. */
export function scrubText(text: string): string {
  const short =
    text.length <= textLengthMax ? text : `${text.slice(0, textLengthMax)}…[cut: ${text.length} characters]`;
  return credentials.reduce((scrubbed, pattern) => scrubbed.replace(pattern, hidden), short);
}
