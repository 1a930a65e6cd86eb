/** One server-sent event. */
export interface ServerSentEvent {
  /** The id up to which the reader has read; it carries over from earlier events. */
  readonly id: string | undefined;
  readonly name: string;
  readonly data: string;
}

/** The longest event that is kept, in UTF-16 code units; a longer one is dropped. */
const eventLengthMax = 1024 * 1024;

/**
 * Reads a stream of server-sent events piece by piece, wherever the pieces are cut (WHATWG HTML §9.2.6). Comments,
 * which keep a connection alive, give no event; what stands unfinished at the end of the stream is none either.
 */
export function sseParser(onEvent: (event: ServerSentEvent) => void): (piece: string) => void {
  let rest = '';
  let id: string | undefined;
  let name = '';
  let data: string[] = [];
  let dataLength = 0;
  let isFirstPiece = true;

  const dispatch = () => {
    if (data.length > 0 && dataLength <= eventLengthMax)
      onEvent({ id, name: name || 'message', data: data.join('\n') });
    name = '';
    data = [];
    dataLength = 0;
  };
  const field = (key: string, value: string) => {
    if (key === 'data') {
      dataLength += value.length;
      if (dataLength <= eventLengthMax) data.push(value);
    } else if (key === 'event') name = value;
    else if (key === 'id' && !value.includes('\0')) id = value;
  };
  const line = (text: string) => {
    if (text === '') return dispatch();
    const colon = text.indexOf(':');
    if (colon === 0) return;
    if (colon < 0) return field(text, '');
    field(text.slice(0, colon), text.slice(text[colon + 1] === ' ' ? colon + 2 : colon + 1));
  };

  return (piece) => {
    rest += isFirstPiece ? piece.replace(/^\uFEFF/, '') : piece;
    if (piece !== '') isFirstPiece = false;
    // A carriage return at the end may be the first half of a line end: it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > eventLengthMax) rest = '';
    for (const text of lines) line(text);
  };
}
