import type { AgentCommand } from '@interlock/node-api';
import type { TokenRequest } from '../security.ts';

/**
 * What a command's token names beside act and body: for a step its account, order and job; a certificate is the
 * Controller's own affair, and its token names the Controller alone.
 */
export function commandClaims(body: AgentCommand): Pick<TokenRequest, 'account' | 'orderId' | 'jobName'> {
  if (body.kind === 'RenewCertificate' || body.kind === 'InstallCertificate') return {};
  const { account, jobName, orderId } = body;
  return { account, jobName, orderId };
}
