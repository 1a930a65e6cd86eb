/** How long the id of an order that has ended is known, in milliseconds: 7 days (semantics §5.7). */
export const terminatedKeptMs = 7 * 24 * 60 * 60 * 1000;
/** How many orders that have ended are known by id; beyond it the oldest are forgotten. */
export const terminatedMax = 100_000;
/** How many orders that have ended one event forgets at most. */
export const forgottenPerEventMax = 1_000;
/** How many moves without a step or a wait are taken for a loop without end. */
export const movesInARowMax = 10_000;
/** From this try on, counted from 1, a retry waits at least {@link busyRetryDelayMs}. */
export const busyRetryTries = 10;
/** The least delay of a retry that comes very often, in milliseconds. */
export const busyRetryDelayMs = 1_000;
/** The largest arguments of an order, and the largest variables, in UTF-16 code units of their JSON. */
export const orderValuesLengthMax = 200_000;
/** The longest value of an environment variable, in bytes of UTF-8; what the operating system passes on. */
export const environmentValueBytesMax = 100_000;
/** The largest environment of a step, in bytes of UTF-8, names and values together. */
export const environmentBytesMax = 500_000;
/** The longest id of an order, children included, in UTF-16 code units. */
export const orderIdLengthMax = 255;
/** The longest id with which an order may be added, in UTF-16 code units; the rest is for its children. */
export const addedOrderIdLengthMax = 150;
