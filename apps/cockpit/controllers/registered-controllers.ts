import { type Clock, type Log, problem, type Result, refuse } from '@interlock/base';
import type { ActInput, ActName, ActResponse, ControllerClient, OnBehalf } from '@interlock/node-api';
import { type ControllerEntry, initialState } from '@interlock/workflow';
import { ControllerCoupling, type CouplingPorts } from './controller-coupling.ts';
import type { ControllerGateway, Mirror, RegisteredController } from './controller-gateway.ts';

/** What the couplings of all Controllers need. */
export interface ControllersPorts extends Omit<CouplingPorts, 'client' | 'renew'> {
  /** Opens hop 2 to a Controller. */
  readonly open: (controllerId: string, address: string) => ControllerClient;
  readonly renew: (controllerId: string, client: ControllerClient, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** All registered Controllers, each coupled as soon as it has joined. */
export class RegisteredControllers implements ControllerGateway {
  readonly #cockpitId: string;
  readonly #ports: ControllersPorts;
  readonly #controllers = new Map<string, CoupledController>();
  readonly #stop = new AbortController();

  constructor(cockpitId: string, ports: ControllersPorts) {
    this.#cockpitId = cockpitId;
    this.#ports = ports;
  }

  list(): readonly RegisteredController[] {
    return [...this.#controllers.values()].sort((a, b) => (a.controllerId < b.controllerId ? -1 : 1));
  }

  find(controllerId: string): RegisteredController | undefined {
    return this.#controllers.get(controllerId);
  }

  /** Takes a Controller in. One that has not joined is listed, and is not reached. */
  add(entry: ControllerEntry): void {
    this.#controllers.set(entry.controllerId, new CoupledController(entry, this.#ports.clock));
    if (entry.isJoined) this.#open(entry);
  }

  /** Couples a Controller that has joined; one that is coupled at this address stays so. Never two at once. */
  async couple(entry: ControllerEntry): Promise<void> {
    const held = this.#controllers.get(entry.controllerId);
    if (held?.isCoupledAt(entry.address)) return;
    await held?.close();
    this.#open(entry);
  }

  #open(entry: ControllerEntry): void {
    const { controllerId } = entry;
    const stop = new AbortController();
    const client = this.#ports.open(controllerId, entry.address);
    const coupling = new ControllerCoupling(controllerId, this.#cockpitId, {
      ...this.#ports,
      client,
      renew: (open, signal) => this.#ports.renew(controllerId, open, signal),
    });
    const ended = coupling.run(AbortSignal.any([this.#stop.signal, stop.signal])).catch((error: unknown) => {
      this.#ports.log.error('coupling ended', {
        controllerId,
        error: error instanceof Error ? error.stack : String(error),
      });
    });
    this.#controllers.set(
      controllerId,
      new CoupledController({ ...entry, isJoined: true }, this.#ports.clock, {
        coupling,
        client,
        ended,
        stop,
      }),
    );
  }

  /** Ends all couplings; what they know is kept. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all([...this.#controllers.values()].map((controller) => controller.close()));
  }
}

interface OpenCoupling {
  readonly coupling: ControllerCoupling;
  readonly client: ControllerClient;
  readonly ended: Promise<void>;
  readonly stop: AbortController;
}

class CoupledController implements RegisteredController {
  readonly controllerId: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly #open: OpenCoupling | undefined;
  readonly #since: number;
  readonly #address: string;

  constructor(entry: ControllerEntry, clock: Clock, open?: OpenCoupling) {
    this.controllerId = entry.controllerId;
    this.number = entry.number;
    this.title = entry.title;
    this.url = `https://${entry.address}`;
    this.#address = entry.address;
    this.#open = open;
    this.#since = clock.now();
  }

  mirror(): Mirror {
    const coupling = this.#open?.coupling;
    if (coupling === undefined)
      return {
        state: initialState,
        eventId: 0,
        atMs: this.#since,
        reachable: false,
        reason: 'The Controller has not joined yet.',
      };
    const { state: link } = coupling;
    const { state } = coupling.mirror;
    const reachable = link.kind === 'coupled';
    const reason =
      link.kind === 'coupled' ? undefined : (link.problem?.message ?? 'The connection is being made.');
    return {
      state,
      eventId: state.eventId,
      atMs: coupling.knownAtMs,
      reachable,
      ...(reason === undefined ? {} : { reason }),
    };
  }

  agents() {
    return this.#open?.coupling.agents ?? [];
  }

  async command<A extends ActName>(
    act: A,
    request: ActInput<A>,
    onBehalf: OnBehalf,
    signal: AbortSignal,
  ): Promise<Result<ActResponse<A>>> {
    if (this.#open === undefined)
      return refuse(
        problem('ControllerUnreachable', `The Controller ${this.controllerId} has not joined yet.`),
      );
    return this.#open.client.call(act, request, onBehalf, signal);
  }

  async waitFor(eventId: number, signal: AbortSignal): Promise<void> {
    await this.#open?.coupling.mirror.waitFor(eventId, signal);
  }

  isCoupledAt(address: string): boolean {
    return this.#open !== undefined && this.#address === address;
  }

  async close(): Promise<void> {
    this.#open?.stop.abort();
    await this.#open?.ended;
    await this.#open?.client.close();
  }
}
