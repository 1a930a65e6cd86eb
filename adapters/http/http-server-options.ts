import type { Clock, Log, RandomBytes } from '@interlock/base';
import type { CallGate, CallHandlers } from '@interlock/cockpit-api';

/** What the Cockpit's border needs. */
export interface HttpServerOptions<Caller> {
  readonly gate: CallGate<Caller>;
  readonly handlers: CallHandlers<Caller>;
  /** The catalogue of permissions; a route that names another one does not start. */
  readonly permissionNames: ReadonlySet<string>;
  /** The random label of this installation; it names the cookies. */
  readonly installation: string;
  /**
   * The address at which browsers find the Cockpit; its origin is the one that is accepted, and its host decides
   * about HSTS. Absent: `https://localhost:<the port that the HTTPS listener got>`.
   */
  readonly publicUrl?: string;
  /** The HTTPS listener. */
  readonly https?: HttpsListenerOptions;
  /** The HTTP listener; anything but a loopback address is refused. */
  readonly http?: ListenerAddress;
  /** The folder of the built web application; absent: the API alone. */
  readonly webFolder?: string;
  /** Whether answers are held against their schemas before they are sent; for tests and development. */
  readonly checkAnswers?: boolean;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  /** Told of each TLS handshake, done or refused. */
  readonly tlsLog?: Log;
  readonly limits?: Partial<HttpLimits>;
}

/** Where to listen; port 0 takes a free one. */
export interface ListenerAddress {
  readonly host: string;
  readonly port: number;
}

/** The HTTPS listener and its certificate. */
export interface HttpsListenerOptions extends ListenerAddress {
  readonly tls: ServerCertificate;
}

/** A certificate with its chain, and its key, both in PEM. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** What a client may take of the server. */
export interface HttpLimits {
  /** Milliseconds within which a whole request has to arrive. */
  readonly requestTimeoutMs: number;
  /** Milliseconds within which its headers have to arrive, and within which a handshake has to end. */
  readonly headersTimeoutMs: number;
  /** Milliseconds that an idle connection is kept. */
  readonly keepAliveTimeoutMs: number;
  /** Open connections of each listener. */
  readonly connectionsMax: number;
  /** Open connections over which nobody has shown a session; beyond it the oldest of them is cut. */
  readonly strangersMax: number;
  /** Open event streams. */
  readonly streamsMax: number;
  /** Milliseconds between two heartbeats of an event stream. */
  readonly heartbeatMs: number;
  /** Milliseconds that a reader of an event stream may leave the socket full before it is cut. */
  readonly slowReaderMs: number;
}

/** The limits unless they are set. */
export const defaultHttpLimits: HttpLimits = {
  requestTimeoutMs: 60_000,
  headersTimeoutMs: 10_000,
  keepAliveTimeoutMs: 65_000,
  connectionsMax: 2_000,
  strangersMax: 1_000,
  streamsMax: 500,
  heartbeatMs: 15_000,
  slowReaderMs: 30_000,
};
