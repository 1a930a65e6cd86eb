import { canonicalJson, nameOf, objectPath, type Problem, problem } from '@interlock/base';
import { parseWorkflow } from '../format/parse-workflow.ts';
import type { Workflow } from '../format/workflow.ts';
import { bulkItemsMax, type DeployWorkflows } from '../orders/commands.ts';
import { workflowKey } from '../state/controller-state.ts';
import { isCurrent } from '../state/order-index.ts';
import { get } from '../state/sorted-map.ts';
import { unknownAgent } from './agents.ts';
import { type Draft, emit } from './decision.ts';

type NewVersion = DeployWorkflows['deploy'][number];

/** Deploys and withdraws workflows, all or none. */
export function deployWorkflows(draft: Draft, command: DeployWorkflows): readonly Problem[] {
  const { account, deploy, withdraw } = command;
  if (deploy.length + withdraw.length > bulkItemsMax) return [tooMany('deploy')];
  const versions = deploy.map((version, index) => readVersion(draft, version, `deploy[${index}]`));
  const problems = [
    ...withdraw.flatMap((path, index) => withdrawalProblems(draft, path, `withdraw[${index}]`)),
    ...versions.flatMap((version) => version.problems),
    ...nameProblems(draft, command),
  ];
  if (problems.length > 0) return problems;
  for (const path of new Set(withdraw)) emit(draft, { kind: 'WorkflowWithdrawn', path, account });
  for (const { path, versionId, workflow } of versions) {
    if (workflow !== undefined && !isCurrent(draft.state, { path, versionId }))
      emit(draft, { kind: 'WorkflowDeployed', path, versionId, workflow, account });
  }
  return [];
}

/** The problem of a bulk command that is too large. */
export function tooMany(field: string): Problem {
  return problem('TooLarge', `At most ${bulkItemsMax} items are taken at once.`, { field });
}

function withdrawalProblems({ state }: Draft, path: string, field: string): readonly Problem[] {
  const checked = objectPath(path, field);
  if (!checked.ok) return [checked.problem];
  return get(state.current, nameOf(checked.value))?.path === path ? [] : [unknownWorkflow(path, field)];
}

/** The problem of a workflow with which no orders can be added. */
export function unknownWorkflow(path: string, field: string): Problem {
  const shown = JSON.stringify(path.slice(0, 255));
  return problem('UnknownWorkflow', `There is no workflow ${shown} at this Controller.`, { field });
}

interface ReadVersion extends Pick<NewVersion, 'path' | 'versionId'> {
  readonly workflow?: Workflow;
  readonly problems: readonly Problem[];
}

function readVersion(draft: Draft, { path, versionId, definition }: NewVersion, field: string): ReadVersion {
  const checked = objectPath(path, `${field}.path`);
  const pathProblems = checked.ok ? [] : [checked.problem];
  if (!/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,255}$/u.test(versionId)) {
    const message = 'The id of a version has to be 1 to 255 visible characters.';
    const refusal = problem('InvalidInput', message, { field: `${field}.versionId` });
    return { path, versionId, problems: [...pathProblems, refusal] };
  }
  const parsed = parseWorkflow(definition, `${field}.definition`);
  if (!parsed.ok) return { path, versionId, problems: [...pathProblems, ...parsed.problem] };
  const workflow = parsed.value;
  const problems = [
    ...pathProblems,
    ...agentProblems(draft, workflow, field),
    ...twinProblems(draft, { path, versionId }, workflow, field),
  ];
  return { path, versionId, workflow, problems };
}

function agentProblems({ state }: Draft, { jobs }: Workflow, field: string): readonly Problem[] {
  return Object.entries(jobs).flatMap(([name, { agentName }]) =>
    get(state.agents, agentName) === undefined
      ? [unknownAgent(agentName, `${field}.definition.jobs.${name}.agentName`)]
      : [],
  );
}

function twinProblems(
  { state }: Draft,
  id: { readonly path: string; readonly versionId: string },
  workflow: Workflow,
  field: string,
): readonly Problem[] {
  const known = get(state.workflows, workflowKey(id));
  if (known === undefined || canonicalJson(known.workflow) === canonicalJson(workflow)) return [];
  const message = `The version ${id.versionId} of ${id.path} exists with other content.`;
  return [problem('DuplicateName', message, { field: `${field}.versionId` })];
}

// A name is taken over from another folder only together with its withdrawal there: who may deploy in one folder must
// not replace what stands in another.
function nameProblems({ state }: Draft, { deploy, withdraw }: DeployWorkflows): readonly Problem[] {
  const withdrawn = new Set(withdraw);
  const seen = new Set<string>();
  return deploy.flatMap(({ path }, index) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const holder = get(state.current, name)?.path;
    const isTaken = holder !== undefined && holder !== path && !withdrawn.has(holder);
    const isTwice = seen.has(name);
    seen.add(name);
    if (!isTaken && !isTwice) return [];
    const message = isTwice
      ? `The workflow ${name} is deployed twice.`
      : `There is another workflow ${name}.`;
    return [problem('DuplicateName', message, { field: `deploy[${index}].path` })];
  });
}
