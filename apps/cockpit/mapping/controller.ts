import type { ControllerAnswer, RowRights } from '@interlock/cockpit-api';
import type { Mirror, RegisteredController } from '../controllers/controller-gateway.ts';
import { isoTime } from './iso-time.ts';

/** A Controller as JS7 shows it. One without a cluster is the active node, and says so always. */
export function controllerAnswer(
  registered: Pick<RegisteredController, 'controllerId' | 'number' | 'title' | 'url'>,
  mirror: Omit<Mirror, 'state'>,
  can?: RowRights,
): ControllerAnswer {
  return {
    id: registered.number,
    surveyDate: isoTime(mirror.atMs),
    controllerId: registered.controllerId,
    title: registered.title,
    host: new URL(registered.url).hostname,
    url: registered.url,
    clusterUrl: '',
    role: 'STANDALONE',
    isCoupled: mirror.reachable,
    ...(mirror.startedAtMs === undefined ? {} : { startedAt: isoTime(mirror.startedAtMs) }),
    ...(mirror.version === undefined ? {} : { version: mirror.version }),
    securityLevel: 'LOW',
    componentState: mirror.reachable
      ? { _text: 'operational', severity: 0 }
      : { _text: 'unknown', severity: 2 },
    connectionState: mirror.reachable
      ? { _text: 'established', severity: 0 }
      : { _text: 'unreachable', severity: 2 },
    clusterNodeState: mirror.reachable ? { _text: 'active', severity: 0 } : { _text: 'unknown', severity: 2 },
    ...(mirror.reason === undefined ? {} : { problem: mirror.reason }),
    ...(can === undefined ? {} : { can }),
  };
}
