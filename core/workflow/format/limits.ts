/** The most instructions of a workflow, counted through all blocks. */
export const instructionsMax = 1_000;
/** How deep blocks may stand in each other. */
export const blockDepthMax = 50;
/** How deep the JSON of a workflow may be nested; what is deeper passes no wire. */
export const jsonDepthMax = 100;
/** The most jobs of a workflow. */
export const jobsMax = 1_000;
/** The longest script of a job, in bytes of UTF-8. */
export const scriptBytesMax = 200_000;
/** The most entries of an env, of default arguments, of named values. */
export const entriesMax = 1_000;
/** The most parameters of a workflow. */
export const parametersMax = 1_000;
/** The most branches of a Fork and the most cases of a CaseWhen. */
export const branchesMax = 1_000;
/** The longest id of a Fork's branch, in characters. */
export const branchIdLengthMax = 10;
/** The most tries of a Try. */
export const triesMax = 1_000_000;
/** The most entries of retryDelays. */
export const retryDelaysMax = 1_000;
/** The longest time that a workflow may name, in seconds: a year. */
export const secondsMax = 31_536_000;
/** The longest time between TERM and KILL, in seconds: a day. */
export const graceTimeoutSecondsMax = 86_400;
/** Seconds between TERM and KILL where the job names none. */
export const graceTimeoutSecondsDefault = 15;
/** The most steps of one job at once. */
export const parallelismMax = 10_000;
/** The longest title, message or other text for people, in UTF-16 code units. */
export const textLengthMax = 10_000;
/** The most problems that one check names. */
export const problemsMax = 100;
