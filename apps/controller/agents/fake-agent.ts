// An Agent in memory for tests: it keeps its journal over restarts of itself and of the Controller, as a real one does.
import { problem, type Result, refuse, succeed } from '@interlock/base';
import type {
  AgentCommand,
  AgentConnection,
  AgentDialler,
  AgentEvent,
  AgentMessage,
  ControllerMessage,
  InstallCertificate,
  LinkClosed,
  RenewCertificate,
  StampedAgentEvent,
  StartStep,
} from '@interlock/node-api';

type Reply = Extract<AgentMessage, { readonly kind: 'reply' }>;

/** What a step of the fake does when it is started. */
export type StepBehavior = (step: StartStep, agent: FakeAgent) => void;

/** An Agent whose journal and processes a test sees. */
export interface FakeAgent extends AgentDialler {
  /** Every StartStep that began a process, by step id. */
  readonly begun: StartStep[];
  /** Every KillStep that came. */
  readonly killed: AgentCommand[];
  /** Every command that came, repeated or not. */
  readonly commands: AgentCommand[];
  readonly acked: () => number;
  /** Appends an event and sends it. */
  tell(event: AgentEvent): void;
  /** Ends a step. */
  end(stepId: string, outcome?: 'succeeded' | 'failed' | 'killed' | 'lost'): void;
  /** Cuts the connection, and takes no new one until {@link come} is called. */
  go(): void;
  come(): void;
  /** Forgets everything, as with an emptied data folder. */
  reset(journalId: string): void;
  /** Puts back an older copy of the journal. */
  rollBack(lastEventId: number): void;
  /** Sends the last events once more, whatever was acknowledged. */
  repeat(count: number): void;
  /** Commands are not answered any more, as if the answers were lost. */
  withhold(): void;
  /** Refuses the next commands. */
  refuseCommands(count: number): void;
  /** Sends events that it should not. */
  sendRaw(events: readonly StampedAgentEvent[]): void;
  /** Whether a Controller is connected. */
  readonly isConnected: () => boolean;
}

/** Makes an Agent. */
export function fakeAgent(agentId: string, behavior: StepBehavior = succeedAtOnce): FakeAgent {
  const begun: StartStep[] = [];
  const killed: AgentCommand[] = [];
  const commands: AgentCommand[] = [];
  const held = new Set<string>();
  let journalId = 'A'.repeat(22);
  let events: StampedAgentEvent[] = [];
  let ackedId = 0;
  let isAway = false;
  let isWithholding = false;
  let refusals = 0;
  let line: Line | undefined;

  const tell = (event: AgentEvent): void => {
    const stamped = { id: (events.at(-1)?.id ?? 0) + 1, atMs: 1_000, event };
    events.push(stamped);
    line?.say({ kind: 'events', events: [stamped] });
  };
  const start = (step: StartStep): void => {
    if (held.has(step.stepId)) return;
    held.add(step.stepId);
    begun.push(step);
    tell({ kind: 'ProcessStarting', stepId: step.stepId, orderId: step.orderId });
    behavior(step, agent);
  };
  const obey = (body: AgentCommand): Pick<Reply, 'certificateRequest' | 'problem'> => {
    commands.push(body);
    if (body.kind === 'StartStep') start(body);
    else if (body.kind === 'KillStep') killed.push(body);
    else return certificate(body);
    return {};
  };
  const certificate = (
    body: RenewCertificate | InstallCertificate,
  ): Pick<Reply, 'certificateRequest' | 'problem'> => {
    if (body.kind === 'RenewCertificate')
      return { certificateRequest: { csr: `csr of ${agentId}`, expiresAtMs: 7 } };
    return body.certificate === 'bad' ? { problem: problem('CertificateRefused') } : {};
  };
  const hear = (message: ControllerMessage): void => {
    if (message.kind === 'hello') welcome(message.afterEventId);
    else if (message.kind === 'ack') ackedId = Math.max(ackedId, message.eventId);
    else if (refusals > 0) {
      refusals--;
      line?.say({ kind: 'reply', requestId: message.requestId, problem: problem('StorageUnavailable') });
    } else {
      const answer = obey(message.body);
      if (!isWithholding) line?.say({ kind: 'reply', requestId: message.requestId, ...answer });
    }
  };
  const welcome = (afterEventId: number): void => {
    line?.say({ kind: 'welcome', version: 1, agentId, journalId, lastEventId: events.at(-1)?.id ?? 0 });
    const missing = events.filter((event) => event.id > afterEventId);
    if (missing.length > 0) line?.say({ kind: 'events', events: missing });
  };
  const agent: FakeAgent = {
    begun,
    killed,
    commands,
    acked: () => ackedId,
    tell,
    end: (stepId, outcome = 'succeeded') =>
      tell({ kind: 'ProcessEnded', stepId, outcome, returnCode: 0, returnValues: {}, droppedBytes: 0 }),
    go: () => {
      isAway = true;
      line?.cut('the Agent is gone');
    },
    come: () => {
      isAway = false;
    },
    reset: (newJournalId) => {
      journalId = newJournalId;
      events = [];
      held.clear();
    },
    rollBack: (lastEventId) => {
      events = events.filter((event) => event.id <= lastEventId);
    },
    repeat: (count) => line?.say({ kind: 'events', events: events.slice(-count) }),
    withhold: () => {
      isWithholding = true;
    },
    refuseCommands: (count) => {
      refusals = count;
    },
    sendRaw: (raw) => line?.say({ kind: 'events', events: [...raw] }),
    isConnected: () => line !== undefined && !line.isOver(),
    commandToken: () => succeed('token'),
    dial: async (target): Promise<Result<AgentConnection>> => {
      if (isAway) return refuse(problem('AgentUnreachable', `Nobody answers at ${target.address}.`));
      line?.cut('a new connection took its place');
      isWithholding = false;
      line = openLine(agentId, hear);
      return succeed(line.connection);
    },
  };
  return agent;
}

/** The step begins and ends at once, with a line of output. */
export function succeedAtOnce({ stepId }: StartStep, agent: FakeAgent): void {
  agent.tell({ kind: 'ProcessStarted', stepId, pid: 1, startTime: '1', bootId: 'b' });
  agent.tell({ kind: 'OutputWritten', stepId, stream: 'stdout', offset: 0, text: 'hello\n' });
  agent.end(stepId);
}

/** The step runs until the test ends it. */
export function runOn({ stepId }: StartStep, agent: FakeAgent): void {
  agent.tell({ kind: 'ProcessStarted', stepId, pid: 1, startTime: '1', bootId: 'b' });
}

interface Line {
  readonly connection: AgentConnection;
  say(message: AgentMessage): void;
  cut(reason: string): void;
  isOver(): boolean;
}

// Both directions through the event loop, so that nothing happens while somebody still speaks.
function openLine(peerId: string, hear: (message: ControllerMessage) => void): Line {
  const queue: AgentMessage[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<LinkClosed>();
  let wake: (() => void) | undefined;
  let isOver = false;
  const end = (how: LinkClosed): void => {
    isOver = true;
    resolve(how);
    wake?.();
  };
  async function* received(): AsyncGenerator<AgentMessage, void, void> {
    for (;;) {
      const message = queue.shift();
      if (message !== undefined) yield message;
      else if (isOver) return;
      else await new Promise<void>((rouse) => (wake = rouse));
    }
  }
  const connection: AgentConnection = {
    peerId,
    thumbprint: 'T'.repeat(43),
    closed,
    received: received(),
    send: async (message) => {
      if (isOver) return false;
      const copy = JSON.parse(JSON.stringify(message)) as ControllerMessage;
      setImmediate(() => {
        if (!isOver) hear(copy);
      });
      return true;
    },
    close: (reason) => end({ by: 'us', reason }),
  };
  return {
    connection,
    isOver: () => isOver,
    say: (message) => {
      queue.push(message);
      wake?.();
    },
    cut: (reason) => end({ by: 'them', reason }),
  };
}
