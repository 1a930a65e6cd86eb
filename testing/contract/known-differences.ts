import type { DifferenceKind, Side } from './compare-shapes.ts';

/** A difference from JS7's published schemas that is meant, and why. */
export interface KnownDifference {
  /** The paths of the calls; absent: any call. */
  readonly calls?: readonly string[];
  readonly side: Side;
  readonly kind: DifferenceKind;
  /**
   * `*.x` is a field `x` at any depth, `*x` one whose name ends so, `x*` a field and what is within it; absent: any
   * field that JS7 does not require.
   */
  readonly fields?: readonly string[];
  /** How the detail of the difference begins; absent: any detail. */
  readonly details?: readonly string[];
  readonly reason: string;
}

const notBuilt = 'what it is about is not built yet; it is ignored as any unknown field';
const notAnswered = 'what it is about is not built yet, and JS7 does not require it';

/** All of them. An entry that fits no difference any more fails the check too. */
export const knownDifferences: readonly KnownDifference[] = [
  // what we have besides
  {
    side: 'response',
    kind: 'extra',
    reason:
      'a field of our own, or one that clients need beyond the schemas; they pass over what they do not know',
  },
  { side: 'request', kind: 'extra', reason: 'an optional field of our own, or an alias that a client sends' },
  // limits
  {
    side: 'request',
    kind: 'stricter',
    details: ['maxItems', 'maxLength'],
    reason: 'every list and every text has a limit; no client comes near it',
  },
  {
    side: 'request',
    kind: 'stricter',
    fields: ['limit'],
    details: ['minimum -1'],
    reason: '-1 is the only negative limit that means something',
  },
  {
    side: 'request',
    kind: 'stricter',
    fields: ['*.id', '*.historyId', '*.eventId', '*.taskId', 'historyIds[]', 'taskIds[]'],
    details: ['integer for number'],
    reason: 'an id is a whole number',
  },
  {
    side: 'request',
    kind: 'stricter',
    details: ['minLength 1'],
    reason: 'an empty text is taken as not given where that is possible; elsewhere it names nothing',
  },
  {
    side: 'request',
    kind: 'stricter',
    fields: ['controllerId'],
    details: ['pattern'],
    reason: 'the published pattern, without the back-slash that it lets through by an escape too many',
  },
  // what is needed, though the schema does not say so
  {
    calls: ['/iam/identityservice', '/iam/identityservice/delete'],
    side: 'request',
    kind: 'stricter',
    fields: ['identityServiceName'],
    details: ['required'],
    reason: 'the schema is that of a filter; without a name nothing is named, and all clients send it',
  },
  {
    calls: ['/inventory/store'],
    side: 'request',
    kind: 'stricter',
    fields: ['path', 'objectType'],
    details: ['required'],
    reason: 'an object has a path and a type; all clients send both',
  },
  {
    calls: ['/inventory/deployment/deploy'],
    side: 'request',
    kind: 'stricter',
    fields: ['controllerIds'],
    details: ['required'],
    reason: 'a deployment goes to a Controller; all clients send it',
  },
  {
    calls: ['/iam/account/changepassword'],
    side: 'request',
    kind: 'stricter',
    fields: ['oldPassword'],
    details: ['required'],
    reason: 'nobody changes a password without the old one',
  },
  {
    calls: ['/inventory/store', '/inventory/read/configuration', '/inventory/read/folder'],
    side: 'request',
    kind: 'stricter',
    fields: ['objectType', 'objectTypes[]'],
    details: ['DEPLOYMENTDESCRIPTOR'],
    reason: 'deployment descriptors are not built',
  },
  {
    calls: ['/iam/identityservice/store'],
    side: 'request',
    kind: 'stricter',
    fields: ['identityServiceType'],
    details: ['UNKNOWN'],
    reason: 'no service is of an unknown type',
  },
  // requests: what is not read
  {
    calls: ['/workflows', '/orders', '/order', '/orders/history', '/tasks/history', '/orders/add'],
    side: 'request',
    kind: 'missing',
    fields: ['workflowTags*', 'orderTags*', 'withoutWorkflowTags', '*.tags'],
    reason: `tags: ${notBuilt}`,
  },
  {
    calls: ['/workflows', '/agents'],
    side: 'request',
    kind: 'missing',
    fields: ['instructionStates', 'agentNames', 'flat'],
    reason: notBuilt,
  },
  {
    calls: ['/orders/add'],
    side: 'request',
    kind: 'missing',
    fields: ['*.forceJobAdmission', '*.planId', '*.openClosedPlan', '*.priority'],
    reason: `admission times, plans and priorities: ${notBuilt}`,
  },
  {
    calls: ['/orders/cancel', '/orders/resume'],
    side: 'request',
    kind: 'missing',
    fields: ['orderType', 'cycleEndTime'],
    reason: `cycles and the daily plan: ${notBuilt}`,
  },
  {
    calls: ['/orders/history', '/tasks/history'],
    side: 'request',
    kind: 'missing',
    fields: ['completedDateFrom', 'completedDateTo', 'historyIds'],
    reason: 'no client of the command line or of PowerShell sends it; ignored as any unknown field',
  },
  {
    calls: ['/inventory/store', '/inventory/read/configuration'],
    side: 'request',
    kind: 'missing',
    reason: 'the schema is that of the answer; no client sends it, and the Cockpit decides it',
  },
  {
    calls: ['/iam/account', '/iam/account/permissions'],
    side: 'request',
    kind: 'missing',
    fields: ['auditLog'],
    reason: 'reading leaves no record, so there is no reason to note',
  },
  {
    calls: ['/iam/identityservice', '/iam/identityservice/delete'],
    side: 'request',
    kind: 'missing',
    fields: ['identityServiceType', 'disabled', 'secondFactor'],
    reason: 'the schema is that of the list; the service is found by its name',
  },
  {
    calls: ['/iam/account/store', '/iam/blockedAccount/store'],
    side: 'request',
    kind: 'missing',
    fields: ['blocked', 'since'],
    reason: 'a name is blocked by its own call, and from the moment of that call on',
  },
  // answers: what is not given
  {
    calls: [
      '/orders',
      '/order',
      '/orders/history',
      '/order/history',
      '/tasks/history',
      '/workflows',
      '/workflow',
    ],
    side: 'response',
    kind: 'missing',
    fields: ['*.tags', '*.workflowTags', '*.workflowTagsPerWorkflow'],
    reason: `tags: ${notAnswered}`,
  },
  {
    calls: ['/orders', '/order'],
    side: 'response',
    kind: 'missing',
    fields: [
      '*.subagentId',
      '*.planId',
      '*.cycleState',
      '*.retryState',
      '*.sleepState',
      '*.expectedNotices',
      '*.positionIsImplicitEnd',
      '*.endPositions',
      '*.question',
      '*.requirements',
      '*.cyclicOrder',
      '*.canLeave',
    ],
    reason: `cycles, prompts, notices, plans, subagents: ${notAnswered}`,
  },
  {
    calls: ['/orders', '/order'],
    side: 'response',
    kind: 'missing',
    fields: ['*utcome.reason', '*utcome.outcome', 'orders[].deliveryDate'],
    reason: 'not required by JS7: the message says it, and the answer as a whole has its date',
  },
  {
    calls: ['/workflows', '/workflow'],
    side: 'response',
    kind: 'missing',
    fields: [
      '*.TYPE',
      '*.version',
      '*.dayOffset',
      '*.documentationName',
      '*.jobResourceNames',
      '*.fileOrderSources',
      '*.forkListVariables',
      '*.hasExpectedNoticeBoards',
      '*.hasPostNoticeBoards',
      '*.hasConsumeNoticeBoards',
      '*.hasAddOrderDependencies',
      '*.hasNote',
    ],
    reason: notAnswered,
  },
  {
    calls: ['/joc/versions', '/joc/properties', '/controllers', '/controller', '/agents'],
    side: 'response',
    kind: 'missing',
    fields: [
      '*.compatibility',
      '*.subagentId',
      '*.numOfTagsDisplayedAsOrderId',
      '*.numOfWorkflowTagsDisplayed',
      '*.licenseValidFrom',
      '*.licenseValidUntil',
      '*.javaVersion',
      '*.os',
      '*.forceFailoverConfirmation',
      '*.agents',
      '*.clusterAgents',
      '*.currentSecurityLevel',
      '*.processLimit',
      '*._reason',
      '*.healthState',
      '*.clusterState',
      '*.orders',
      '*.subagents',
    ],
    reason: `clusters, subagents, tags and licences: ${notAnswered}`,
  },
  {
    calls: ['/inventory/store', '/inventory/read/configuration', '/inventory/read/folder'],
    side: 'response',
    kind: 'missing',
    fields: [
      '*.hasNote',
      '*.isReferencedBy',
      '*.syncState',
      '*.deployments',
      '*.workflowNames',
      '*.jobClasses',
      '*.deploymentDescriptors',
    ],
    reason: notAnswered,
  },
  {
    calls: ['/audit_log'],
    side: 'response',
    kind: 'missing',
    fields: ['auditLog[].commitId'],
    reason: 'a deployment has its version instead',
  },
  {
    side: 'response',
    kind: 'missing',
    fields: ['*.auditLog'],
    reason: 'the schema is that of the request; a reason stands in the audit log, not in the object',
  },
  {
    calls: ['/iam/account', '/iam/accounts'],
    side: 'response',
    kind: 'missing',
    fields: ['*.password'],
    reason: 'a password is never answered, nor a mask of one',
  },
  {
    side: 'response',
    kind: 'missing',
    fields: ['surveyDate'],
    details: [''],
    reason: 'what is about no Controller has no moment of its state, and JS7 does not require it',
  },
  // answers: what is other
  {
    calls: ['/order/log', '/order/log/running'],
    side: 'response',
    kind: 'type',
    reason: 'the schema says array and lists the members of an object, which is what servers answer',
  },
  {
    calls: ['/controller/ids'],
    side: 'response',
    kind: 'looser',
    fields: ['selected'],
    reason: 'null where the caller sees no Controller',
  },
  {
    calls: ['/agents'],
    side: 'response',
    kind: 'looser',
    fields: ['*._text'],
    reason: 'words that servers send and clients know, missing in the schema',
  },
  {
    calls: ['/workflows', '/workflow'],
    side: 'response',
    kind: 'looser',
    fields: ['*.instructions'],
    reason: 'left out where the caller asked for the compact form',
  },
  {
    calls: ['/order/history', '/tasks/history'],
    side: 'response',
    kind: 'looser',
    fields: ['*.error.code'],
    reason: 'an error of a job’s own has a text and no code',
  },
];
