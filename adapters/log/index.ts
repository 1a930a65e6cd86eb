// The technical log: one record a line, secrets hidden, in files that are bounded. It decides nothing and is no audit trail.
export { type LogFileLimits, logFileDefaults } from './files/rotated-files.ts';
export { type LogFormat, parseLogFormat } from './log-format.ts';
export { type LogLevel, logLevels, parseLogLevel } from './log-level.ts';
export {
  type LogChannel,
  type LogFiles,
  type LogOptions,
  type LogSwitchName,
  openLog,
  type ProgramLog,
} from './open-log.ts';
