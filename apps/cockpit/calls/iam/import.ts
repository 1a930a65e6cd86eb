import { ProblemError, problem, type Result, refuse, succeed, unwrap } from '@interlock/base';
import type { Call, RequestOf, ResponseOf } from '@interlock/cockpit-api';
import { administratorStays } from '@interlock/iam';
import { auditReason } from '../../audit/audit-reason.ts';
import type { ChangedTarget } from '../../audit/command-audit.ts';
import type { CallPorts, CallStores } from '../../call-ports.ts';
import { changeIdentity } from '../../identity/change-identity.ts';
import { type ImportedItem, importIdentityContent } from '../../identity/import-identity.ts';
import { serviceNamed } from '../../identity/service-named.ts';
import type { Caller } from '../../sessions/caller.ts';
import type { Handler } from '../call-handler.ts';

/**
 * Stores exported accounts and roles, whole or not at all: where an item is refused, the answer is 419 with all that
 * are. A dry run does the same in a transaction that is undone, and says of each item what would become of it.
 */
export function importIdentity(ports: CallPorts): Handler<'iam.import'> {
  return async (call) => (call.request.dryRun ? rehearse(ports, call) : store(ports, call));
}

type ImportCall = Call<'iam.import', Caller>;
type Content = RequestOf<'iam.import'>['content'];
type Entry = Content['roles'][number]['permissions' | 'folders'][number];

async function store(ports: CallPorts, call: ImportCall) {
  let items: readonly ImportedItem[] = [];
  const stored = await changeIdentity(ports, call, {
    action: 'IdentityImported',
    ...auditReason(call.request.auditLog),
    run: async (stores) => {
      const imported = await importedItems(ports, stores, call);
      if (!imported.ok) return imported;
      items = imported.value;
      if (items.some(isRefused)) return refuse(problem('InvalidInput', 'Items of the file are refused.'));
      const { content } = call.request;
      return succeed({
        value: undefined,
        targets: items.flatMap((item, at) => (item.action === 'none' ? [] : [targetOf(item, at, content)])),
        details: {
          identityService: call.request.identityServiceName,
          from: call.request.content.identityServiceName,
        },
      });
    },
  });
  if (stored.ok) return succeed({ imported: true, items: items.map(itemAnswer) });
  const refused = items.filter(isRefused);
  if (refused.length === 0) return stored;
  return refuse({ refusedItems: refused.map(({ problem, name }) => ({ problem, path: name })) });
}

/** Ends the transaction of a dry run, so that nothing of it stays. */
class Undo extends Error {}

async function rehearse(ports: CallPorts, call: ImportCall): Promise<Result<ResponseOf<'iam.import'>>> {
  let items: readonly ImportedItem[] = [];
  try {
    await ports.data.change(async (stores) => {
      items = unwrap(await importedItems(ports, stores, call));
      unwrap(await administratorStays(stores));
      throw new Undo();
    });
  } catch (fault) {
    if (fault instanceof ProblemError) return refuse(fault.problem);
    if (!(fault instanceof Undo)) throw fault;
  }
  return succeed({ imported: false, items: items.map(itemAnswer) });
}

async function importedItems(
  ports: CallPorts,
  stores: CallStores,
  { caller, facts, request }: ImportCall,
): Promise<Result<readonly ImportedItem[]>> {
  const service = await serviceNamed(stores, request.identityServiceName);
  if (!service.ok) return service;
  const twice = twiceIn(request.content);
  if (twice !== undefined)
    return refuse(problem('InvalidInput', `${twice} stands in the file twice.`, { field: 'content' }));
  const around = { held: caller.rights, nowMs: facts.atMs, randomBytes: ports.randomBytes };
  return succeed(await importIdentityContent(stores, request.content, { ...around, service: service.value }));
}

/** A name that stands twice among the roles or the accounts of a file, in whatever case. */
function twiceIn({ roles, accounts }: RequestOf<'iam.import'>['content']): string | undefined {
  return (
    twice(roles.map(({ roleName }) => roleName)) ?? twice(accounts.map(({ accountName }) => accountName))
  );
}

function twice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => {
    const key = name.trim().toLowerCase().normalize('NFC');
    return seen.has(key) || !seen.add(key);
  });
}

function isRefused(item: ImportedItem): item is Extract<ImportedItem, { readonly action: 'refuse' }> {
  return item.action === 'refuse';
}

/** An item as the audit trail has it, with what it holds now; the roles of a file come first. */
function targetOf({ kind, name: id, action }: ImportedItem, at: number, content: Content): ChangedTarget {
  const { roles, accounts } = content;
  if (kind === 'account') {
    const { roles: held = [], disabled = false } = accounts[at - roles.length] ?? {};
    return { kind, id, details: { action, disabled, roles: held } };
  }
  const { permissions = [], folders = [] } = roles[at] ?? {};
  const details = { permissions: permissions.map(jsonOf), folders: folders.map(jsonOf) };
  return { kind, id, details: { action, ...details } };
}

/** An entry without what it does not name. */
function jsonOf({ controllerId, ...entry }: Entry): { readonly [name: string]: string | boolean } {
  return { ...entry, ...(controllerId === undefined ? {} : { controllerId }) };
}

function itemAnswer(item: ImportedItem): ResponseOf<'iam.import'>['items'][number] {
  const { kind, name, action } = item;
  if (action === 'refuse') return { kind, name, action, reason: item.problem.message };
  if (action === 'change') return { kind, name, action, changes: [...item.changes] };
  return { kind, name, action };
}
