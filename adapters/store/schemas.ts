import { agentJournalDatabase } from './agent-journal/database.ts';
import { cockpitDatabase } from './cockpit/database.ts';
import { controllerJournalDatabase } from './controller-journal/database.ts';
import { schemaText } from './sqlite/schema-text.ts';

/** The committed schema of each database: where it stands in the repository, and its text. */
export function generatedSchemas(): readonly [path: string, text: string][] {
  return [
    ['adapters/store/agent-journal/schema.generated.sql', schemaText(agentJournalDatabase)],
    ['adapters/store/cockpit/schema.generated.sql', schemaText(cockpitDatabase)],
    ['adapters/store/controller-journal/schema.generated.sql', schemaText(controllerJournalDatabase)],
  ];
}
