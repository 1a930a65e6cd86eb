// The technical log: one JSON line per event, secrets hidden. It decides nothing and is no audit trail.
export { type LogLevel, logLevels, parseLogLevel } from './log-level.ts';
export { type LogOptions, openLog } from './open-log.ts';
