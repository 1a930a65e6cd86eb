import { auditEvents, isAuditEventName } from '@interlock/audit';
import type { ProblemCode } from '@interlock/base';
import type { z } from 'zod';

/** Who may call. A route that asks for no permission says why. */
export type Access =
  /** Everybody, without a session. */
  | { readonly kind: 'anonymous'; readonly reason: string }
  /** Whoever has a session, whatever his rights. */
  | { readonly kind: 'session'; readonly reason: string }
  /** Whoever holds all, or at least one, of the named permissions; any denial beats any grant (semantics §2). */
  | { readonly kind: 'allOf'; readonly permissions: readonly [string, ...string[]] }
  | { readonly kind: 'anyOf'; readonly permissions: readonly [string, ...string[]] };

/** Where the decision finds the Controller that it is about (semantics §2.12). */
export type ControllerSource =
  /** The call is about no Controller. */
  | 'none'
  /** `controllerId` of the body; it has to be given. */
  | 'body'
  /** `controllerId` of the body; absent: all that the caller may view. */
  | 'bodyOrAll'
  /** `controllerIds` of the body. */
  | 'bodyList';

/** Where the decision finds the folder (semantics §2.7). */
export type FolderSource =
  /** The permission has no folder. */
  | 'none'
  /** The answer holds only what the caller may view. */
  | 'filter'
  /** The folder of the object that the body names, looked up by the call before it does anything. */
  | 'object';

/** What an answer is made of. */
export type AnswerKind =
  /** One JSON object. */
  | 'json'
  /** One JSON object, which also starts, renews or ends the session. */
  | 'session'
  /** Text, with headers that say where it stands in its log. */
  | 'text'
  /** A stream of server-sent events. */
  | 'events';

/** One call of the API: everything that decides about it stands here. */
export interface Route<
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Answer extends AnswerKind = AnswerKind,
  Kind extends Access['kind'] = Access['kind'],
> {
  /** The path below `/joc/api`, exactly as it is sent. */
  readonly path: `/${string}`;
  readonly method: 'POST' | 'GET';
  /** One sentence for the generated reference. */
  readonly summary: string;
  /** How the body is read: as leniently as JS7's clients need it, or strictly (semantics §8.3). */
  readonly manner: 'js7' | 'own';
  readonly request: Request;
  /** The answer without `deliveryDate`, which every answer that is a JSON object carries besides. */
  readonly response: Response;
  readonly answer: Answer;
  readonly access: Access & { readonly kind: Kind };
  readonly controller: ControllerSource;
  readonly folder: FolderSource;
  /** Whether it changes anything but the session's own last use. */
  readonly changes: boolean;
  /** What the audit trail calls the change; present exactly where `changes` is true. */
  readonly auditEvent?: string;
  /** The largest body in bytes; beyond it 413. */
  readonly bodyBytesMax: number;
  /** Whether text after the first complete JSON value is ignored; three JS7 calls need it. */
  readonly firstValueOnly: boolean;
  /** Problems that are answered 434, which JS7's page passes over in silence, in place of 420. */
  readonly quiet: readonly ProblemCode[];
  /** Whether it may be called while the account has to change its password (semantics §1.10). */
  readonly beforePasswordChange: boolean;
  /** Whether it counts as activity of a person (semantics §3.2). */
  readonly isActivity: boolean;
  /**
   * Whether an API token may make it. Unless its entry says so: not where a session is all that is asked for, and not
   * where identities, rights or settings are changed.
   */
  readonly byToken: boolean;
}

type Defaulted =
  | 'method'
  | 'manner'
  | 'answer'
  | 'controller'
  | 'folder'
  | 'changes'
  | 'bodyBytesMax'
  | 'firstValueOnly'
  | 'quiet'
  | 'beforePasswordChange'
  | 'isActivity'
  | 'byToken';

/** The largest body of a call, in bytes, unless its entry says otherwise (semantics §8.2). */
export const bodyBytesMax = 4 * 1024 * 1024;

type Entry<
  Request extends z.ZodType,
  Response extends z.ZodType,
  Answer extends AnswerKind,
  Kind extends Access['kind'],
> = Omit<Route<Request, Response, Answer, Kind>, Defaulted> &
  Partial<Pick<Route<Request, Response, Answer, Kind>, Defaulted>>;

/** Fills in what most calls have in common and keeps the entry's own types. */
export function route<
  Request extends z.ZodType,
  Response extends z.ZodType,
  Kind extends Access['kind'],
  Answer extends AnswerKind = 'json',
>(entry: Entry<Request, Response, Answer, Kind>): Route<Request, Response, Answer, Kind> {
  const { answer = 'json' as Answer, ...rest } = entry;
  return {
    method: 'POST',
    manner: 'js7',
    controller: 'none',
    folder: 'none',
    changes: false,
    bodyBytesMax,
    firstValueOnly: false,
    quiet: [],
    beforePasswordChange: false,
    isActivity: true,
    byToken: rest.access.kind !== 'session' && !changesWhoMayDoWhat(rest.auditEvent),
    ...rest,
    answer,
  };
}

function changesWhoMayDoWhat(auditEvent: string | undefined): boolean {
  if (auditEvent === undefined || !isAuditEventName(auditEvent)) return false;
  const { category } = auditEvents[auditEvent];
  return category === 'IDENTITY' || category === 'SETTINGS';
}
