/** The token of a REST client, in requests and in the answer of the login. */
export const accessTokenHeader = 'x-access-token';

/**
 * The random value that the page makes at its login and sends with every call: it tells the page's own login, and
 * neither it nor the cookie is usable without the other (semantics §3.5). 32 random bytes in base64url.
 */
export const pageHeader = 'x-interlock-page';

/** Marks a call that no person made, so that it does not count as activity (semantics §3.2). */
export const backgroundHeader = 'x-interlock-background';

/** Names the Identity Service in a login that takes no account and password (semantics §1.1). */
export const identityServiceHeader = 'x-identity-service';

/** Seconds until the session ends without activity, in the answer of the login. */
export const sessionTimeoutHeader = 'x-joc-timeout';

/** Names the call in the log, the audit trail and every refusal; made by the Cockpit. */
export const requestIdHeader = 'x-request-id';

/** The last event that the reader of a stream has seen. */
export const lastEventIdHeader = 'last-event-id';

/** Where a text answer stands in its log: whether it is complete, the point to ask on from, the task. */
export const logHeaders = {
  complete: 'x-log-complete',
  eventId: 'x-log-event-id',
  taskId: 'x-log-task-id',
} as const;

/** What {@link pageHeader} has to look like. */
export const pageValuePattern = /^[A-Za-z0-9_-]{43}$/;
