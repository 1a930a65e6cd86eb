export { type AccountName, accountName, accountNameLengthMax, type NameComparison } from './account-name.ts';
export { base64url, fromBase64url, hex } from './base64url.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export type { Clock } from './clock.ts';
export type { RandomBytes, Sha256 } from './digest.ts';
export { type Log, type LogFields, silentLog } from './log.ts';
export { type ObjectName, objectName, objectNameLengthMax } from './object-name.ts';
export {
  type FolderPath,
  folderOf,
  folderPath,
  liesWithin,
  nameOf,
  type ObjectPath,
  objectPath,
  pathLengthMax,
  rootFolder,
} from './object-path.ts';
export { asciiJson, printableJson } from './printable-json.ts';
export { type Problem, ProblemError, problem, problemKind } from './problem.ts';
export { type ProblemCode, type ProblemKind, problemCodes } from './problem-codes.ts';
export { type Result, refuse, succeed, unwrap } from './result.ts';
export { Secret } from './secret.ts';
export { Strangers } from './strangers.ts';
export type { ProgramReport, SupervisorChannel, SupervisorOrder } from './supervision.ts';
export type { Transactor } from './transactor.ts';
