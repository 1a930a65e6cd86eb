import { agentJournalSuite } from '../conformance/agent-journal.suite.ts';
import { journalSuite } from '../conformance/journal.suite.ts';
import { memoryAgentJournal } from './memory-agent-journal.ts';
import { memoryJournal } from './memory-journal.ts';

journalSuite('in memory', async () => memoryJournal());
agentJournalSuite('in memory', async () => memoryAgentJournal());
