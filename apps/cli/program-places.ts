import { join } from 'node:path';
import { type ProgramName, programNames } from './up/program.ts';

/** Where a program keeps what is its own, below the data folder. */
export interface ProgramPlace {
  readonly program: ProgramName;
  readonly folder: string;
  readonly database: string;
  /** Signs the checkpoints of its audit chain. */
  readonly auditKeyFile: string;
  /** Keys without which a program whose database is there does not start. */
  readonly neededKeyFiles: readonly string[];
  /** Files of a key with its certificate, by what they are for. */
  readonly credentialFiles: Readonly<Record<string, string>>;
}

const files: Readonly<Record<ProgramName, Omit<ProgramPlace, 'program' | 'folder'>>> = {
  cockpit: {
    database: 'cockpit.db',
    auditKeyFile: 'keys/audit.pem',
    neededKeyFiles: ['keys/audit.pem', 'pki/programs.pem'],
    credentialFiles: {
      'the CA for programs': 'pki/programs.pem',
      'its certificate for Controllers': 'keys/node.pem',
      'the root of HTTPS': 'https/root.pem',
      'its HTTPS certificate': 'https/server.pem',
    },
  },
  controller: {
    database: 'journal.db',
    auditKeyFile: 'keys/audit.key',
    neededKeyFiles: ['keys/audit.key'],
    credentialFiles: {
      'its certificate for the Cockpit': 'keys/server.pem',
      'its certificate for Agents': 'keys/client.pem',
    },
  },
  agent: {
    database: 'journal.db',
    auditKeyFile: 'keys/audit.key',
    neededKeyFiles: ['keys/audit.key'],
    credentialFiles: { 'its certificate': 'keys/agent.pem' },
  },
};

/** The places of all programs in a data folder, whether they are there or not. */
export function programPlaces(dataFolder: string): readonly ProgramPlace[] {
  return programNames.map((program) => {
    const folder = join(dataFolder, program);
    const { database, auditKeyFile, neededKeyFiles, credentialFiles } = files[program];
    return {
      program,
      folder,
      database: join(folder, database),
      auditKeyFile: join(folder, auditKeyFile),
      neededKeyFiles: neededKeyFiles.map((file) => join(folder, file)),
      credentialFiles: Object.fromEntries(
        Object.entries(credentialFiles).map(([what, file]) => [what, join(folder, file)]),
      ),
    };
  });
}
