/** The longest line in UTF-16 code units; a longer one ends the pipe. */
export const lineLengthMax = 65_536;

/**
 * Cuts a stream of text into JSON lines and hands each to `onLine`. A line that is not JSON or is too long is handed to
 * `onFault` and nothing after it is read: the two ends no longer understand each other.
 */
export function lineReader(
  onLine: (value: unknown) => void,
  onFault: (what: string) => void,
): (text: string) => void {
  let rest = '';
  let broken = false;
  return (text) => {
    if (broken) return;
    rest += text;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const value = parse(line);
      if (value === undefined) {
        broken = true;
        onFault('a line is not JSON');
        return;
      }
      onLine(value);
    }
    if (rest.length > lineLengthMax) {
      broken = true;
      onFault('a line is too long');
    }
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
