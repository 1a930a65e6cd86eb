import type { Clock } from '@interlock/base';
import type { Journal } from '@interlock/workflow';
import type { CouplingBoard } from '../agents/coupling-board.ts';
import type { RefusalRecorder } from '../audit/refusal-recorder.ts';
import type { ControllerCertificates } from '../certificates/controller-certificates.ts';
import type { Engine } from '../engine/engine.ts';
import type { AgentJoins } from './agent-joins.ts';

/** What the handlers of hop 2 work with. */
export interface CallPorts {
  readonly controllerId: string;
  readonly engine: Engine;
  readonly journal: Pick<Journal, 'contents' | 'release'>;
  readonly clock: Clock;
  readonly board: CouplingBoard;
  readonly refusals: RefusalRecorder;
  readonly joins: AgentJoins;
  readonly certificates: ControllerCertificates;
}
