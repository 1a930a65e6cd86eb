/** The pipe between a program and the supervisor that started it: JSON lines on descriptor 3. It knows no program. */
export { lineReader } from './line-reader.ts';
export { type Program, type ProgramStart, runProgram } from './run-program.ts';
export { openSupervisorChannel, supervisedVariable, supervisorDescriptor } from './supervisor-channel.ts';
