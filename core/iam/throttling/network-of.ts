/**
 * The network of an address: its /24 for IPv4, its /64 for IPv6 (semantics §1.11). An IPv4 address within IPv6
 * (`::ffff:192.0.2.1`) counts as itself. What is no address is one network of its own, so that nothing escapes.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.trim().toLowerCase().split('%');
  const ipv4 = ipv4Network(bare);
  if (ipv4 !== undefined) return ipv4;
  const groups = ipv6Groups(bare);
  if (groups === undefined) return 'unknown';
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return mappedNetwork(groups);
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

function mappedNetwork(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  return `${high >> 8}.${high & 255}.${low >> 8}.0/24`;
}

function ipv4Network(text: string): string | undefined {
  const bytes = ipv4Bytes(text);
  return bytes === undefined ? undefined : `${bytes.slice(0, 3).join('.')}.0/24`;
}

function ipv4Bytes(text: string): readonly number[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const bytes = match?.slice(1).map(Number);
  return bytes?.every((byte) => byte <= 255) ? bytes : undefined;
}

/** The eight groups of an IPv6 address (RFC 4291 §2.2), or undefined. */
function ipv6Groups(text: string): readonly number[] | undefined {
  const halves = withHexTail(text)?.split('::');
  if (halves === undefined || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...tail];
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** Writes an IPv4 tail as two groups. */
function withHexTail(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const cut = text.lastIndexOf(':') + 1;
  const bytes = ipv4Bytes(text.slice(cut));
  if (bytes === undefined || cut === 0) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return `${text.slice(0, cut)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
