/** How a piece of a line looks. Colours are numbers of the sixteen; what a terminal can do besides is left out. */
export interface TextStyle {
  readonly color?: number;
  readonly ground?: number;
  readonly bold?: boolean;
  readonly faint?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
}

/** A piece of text with one look. */
export interface StyledText {
  readonly text: string;
  readonly style: TextStyle;
}

/** No style at all. */
export const plain: TextStyle = {};

// CSI … final byte (colours end in m), OSC … (BEL or ST), other escapes of two characters, and stray controls.
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u001b\[([0-9;:]*)([ -/]*[@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|\u001b\[[0-9;:?<=>!]*[ -/]*[@-~]?|\u001b[@-Z\\^_]?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * Takes a line of output apart into plain text and looks (ECMA-48 §8.3.117). Only colours and weights are understood;
 * every other escape sequence is dropped, so that no output can move, hide or forge anything on the page.
 */
export function parseAnsi(
  line: string,
  before: TextStyle = plain,
): { readonly pieces: readonly StyledText[]; readonly after: TextStyle } {
  const pieces: StyledText[] = [];
  let style = before;
  let from = 0;
  const add = (to: number) => {
    if (to > from) pieces.push({ text: line.slice(from, to), style });
  };
  for (const match of line.matchAll(escapes)) {
    add(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm') style = applyCodes(style, match[1] ?? '');
  }
  add(line.length);
  return { pieces, after: style };
}

function applyCodes(before: TextStyle, codes: string): TextStyle {
  const numbers = codes.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)));
  let style = before;
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] ?? 0;
    if (code === 38 || code === 48) {
      const { color, used } = extendedColor(numbers, at + 1);
      if (color !== undefined) style = { ...style, [code === 38 ? 'color' : 'ground']: color };
      at += used;
    } else style = applyCode(style, code);
  }
  return style;
}

function applyCode(style: TextStyle, code: number): TextStyle {
  if (code === 0) return plain;
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 };
  if (code >= 90 && code <= 97) return { ...style, color: code - 90 + 8 };
  if (code >= 40 && code <= 47) return { ...style, ground: code - 40 };
  if (code >= 100 && code <= 107) return { ...style, ground: code - 100 + 8 };
  switch (code) {
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, faint: true };
    case 3:
      return { ...style, italic: true };
    case 4:
      return { ...style, underline: true };
    case 22:
      return without(style, 'bold', 'faint');
    case 23:
      return without(style, 'italic');
    case 24:
      return without(style, 'underline');
    case 39:
      return without(style, 'color');
    case 49:
      return without(style, 'ground');
    default:
      return style;
  }
}

/** The 256 colours and the true colours, brought down to the sixteen that both grounds can show. */
function extendedColor(
  numbers: readonly number[],
  at: number,
): { readonly color: number | undefined; readonly used: number } {
  if (numbers[at] === 5) return { color: ofPalette(numbers[at + 1] ?? 0), used: 2 };
  if (numbers[at] === 2)
    return { color: nearest(numbers[at + 1] ?? 0, numbers[at + 2] ?? 0, numbers[at + 3] ?? 0), used: 4 };
  return { color: undefined, used: 1 };
}

function ofPalette(index: number): number | undefined {
  if (index < 16) return index;
  if (index >= 232) return index < 244 ? 8 : 7;
  const cube = index - 16;
  return nearest(Math.floor(cube / 36) * 51, (Math.floor(cube / 6) % 6) * 51, (cube % 6) * 51);
}

function nearest(red: number, green: number, blue: number): number {
  const brightest = Math.max(red, green, blue);
  if (brightest < 48) return 0;
  const bit = (value: number, weight: number) => (value > brightest * 0.6 ? weight : 0);
  return bit(red, 1) + bit(green, 2) + bit(blue, 4) + (brightest > 191 ? 8 : 0);
}

function without(style: TextStyle, ...keys: readonly (keyof TextStyle)[]): TextStyle {
  return Object.fromEntries(Object.entries(style).filter(([key]) => !keys.includes(key as keyof TextStyle)));
}
