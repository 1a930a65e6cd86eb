/** A call that was refused or could not be made, as a person reads it. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly facts: RefusalFacts;

  constructor(facts: RefusalFacts, options?: ErrorOptions) {
    super(facts.message, options);
    this.facts = facts;
  }
}

/** What is known of a refusal. */
export interface RefusalFacts {
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** The Cockpit's words, without the class that scripts look for. */
  readonly message: string;
  /** The stable name of the refusal, such as `UnknownOrder`. */
  readonly code?: string;
  /** Where in the request the cause stands. */
  readonly field?: string;
  /** Names the refusal in the log and the audit trail. */
  readonly reference?: string;
  /** After how many seconds another try may succeed. */
  readonly retryAfterSeconds?: number;
  /** The refused items of a bulk call; nothing of it was done. */
  readonly items?: readonly { readonly path: string; readonly message: string }[];
}

interface RefusalBody {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly reference?: unknown;
  readonly error?: { readonly message?: unknown; readonly problem?: unknown; readonly field?: unknown };
  readonly errors?: readonly { readonly path?: unknown; readonly message?: unknown }[];
}

/** Reads what an answer that is no success says. */
export function refusalFacts(
  status: number,
  body: unknown,
  header: (name: string) => string | null,
): RefusalFacts {
  const said = (typeof body === 'object' && body !== null ? body : {}) as RefusalBody;
  const items = Array.isArray(said.errors)
    ? said.errors.map((item) => ({ path: text(item?.path) ?? '', message: plain(text(item?.message) ?? '') }))
    : undefined;
  const code = text(said.error?.problem) ?? text(said.code);
  const field = text(said.error?.field);
  const reference = text(said.reference) ?? header('x-request-id') ?? undefined;
  const retryAfter = Number(header('retry-after') ?? Number.NaN);
  return {
    status,
    message: plain(text(said.error?.message) ?? text(said.message) ?? items?.[0]?.message ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(field === undefined ? {} : { field }),
    ...(reference === undefined ? {} : { reference }),
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
    ...(items === undefined ? {} : { items }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Without the name of a class before the colon, which scripts need and persons do not. */
function plain(message: string): string {
  return message.replace(/^[A-Z]\w*Exception: /, '');
}
