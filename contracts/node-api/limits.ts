/** The largest body of a hop 2 request, in bytes (semantics §8.2). */
export const requestBytesMax = 4 * 1024 * 1024;

/** The largest answer to a hop 2 request, in bytes; the state of a busy Controller is the largest of all. */
export const responseBytesMax = 256 * 1024 * 1024;

/** The largest hop 3 message, in bytes. */
export const messageBytesMax = 1024 * 1024;

/** The largest line of the Controller's event stream, in bytes. */
export const streamLineBytesMax = 2 * 1024 * 1024;

/** The largest line of the join protocol, in bytes. */
export const joinLineBytesMax = 64 * 1024;

/** How deep JSON may be nested; the state, which holds whole workflows, is the deepest. */
export const jsonDepthMax = 128;

/** The most orders that one hop 2 request may name. */
export const ordersPerRequestMax = 10_000;

/** The most problems in one answer; what is more is not told. */
export const problemsPerAnswerMax = 10_000;

/** The most workflows that one hop 2 request may deploy or withdraw. */
export const workflowsPerRequestMax = 1_000;

/** The most events in one hop 3 message. */
export const eventsPerMessageMax = 500;

/** The most certificates of one renewal: those of a Controller and its Agents. */
export const renewalsMax = 1_000;

/** The longest piece of output in one event, in UTF-16 code units. */
export const outputTextLengthMax = 64 * 1024;

/** The longest script of a job, in UTF-16 code units. */
export const scriptLengthMax = 512 * 1024;

/** The most variables of one step's environment, and the most values that a step may return. */
export const valuesPerStepMax = 1_000;

/** The longest value of a variable, in UTF-16 code units. */
export const valueLengthMax = 128 * 1024;

/** Seconds between two heartbeats of the Controller's event stream. */
export const streamHeartbeatSeconds = 5;

/** Seconds after which a silent event stream counts as dead. */
export const streamSilenceSecondsMax = 20;

/** Seconds between two pings of a hop 3 connection, sent by both ends as WebSocket pings. */
export const pingSeconds = 10;

/** Seconds after which a silent hop 3 connection is cut. */
export const silenceSecondsMax = 30;
