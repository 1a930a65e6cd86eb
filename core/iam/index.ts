/**
 * Who somebody is and what they may do: login, sessions, roles, permissions, decisions.
 * It knows no database, no HTTP and no technology of proof.
 */
export type { Account } from './accounts/account.ts';
export { type AccountKey, accountKey, serviceOfKey, subjectOfKey } from './accounts/account-key.ts';
export type { AccountPage, AccountQuery, ListedAccount } from './accounts/account-page.ts';
export type { AccountDates, AccountStore } from './accounts/account-store.ts';
export type { BlockedName, BlocklistStore } from './accounts/blocklist-store.ts';
export {
  changeOwnPassword,
  type OwnPasswordChange,
  type OwnPasswordChanged,
  type PasswordChangeSurroundings,
} from './accounts/change-own-password.ts';
export { deleteAccount } from './accounts/delete-account.ts';
export { disableAccount } from './accounts/disable-account.ts';
export { keepsPasswords } from './accounts/keeps-passwords.ts';
export {
  type AdministratorCandidate,
  administratorStays,
  isAdministrator,
} from './accounts/last-administrator.ts';
export type { PasswordStore } from './accounts/password-store.ts';
export { renameAccount } from './accounts/rename-account.ts';
export { resetPassword } from './accounts/reset-password.ts';
export { rolesOfName } from './accounts/roles-of-name.ts';
export { setPassword } from './accounts/set-password.ts';
export { type AccountDraft, type AccountStored, storeAccount } from './accounts/store-account.ts';
export { touchAccount } from './accounts/touch-account.ts';
export {
  applyDraft,
  type ChangeDraft,
  namesWithoutRole,
  roleBefore,
  widenedAt,
} from './explain/change-draft.ts';
export { decideAnywhere } from './explain/decide-anywhere.ts';
export {
  type DecisionRecord,
  decisionAgeMaxMs,
  decisionRecordsMax,
  type RefusalRecord,
  refusalsPerAccountMax,
} from './explain/decision-record.ts';
export type { DecisionStore } from './explain/decision-store.ts';
export {
  type ExplainedAccount,
  type Explanation,
  type ExplanationStep,
  explain,
  explainDecision,
  labelOf,
} from './explain/explain.ts';
export { portsAfter } from './explain/ports-after.ts';
export { type ChangedAnswer, rehearse, replayer, type SubjectChange } from './explain/rehearse.ts';
export { accessReviewer, type ReviewedAccess, type ReviewedRole } from './explain/review.ts';
export { type Extent, type RightsDifference, rightsDifference } from './explain/rights-difference.ts';
export {
  type AccessPicture,
  type AccountState,
  readAccess,
  readSubject,
  rightsOfSubjects,
  type Subject,
} from './explain/subject.ts';
export { type Allowed, whoCan } from './explain/who-can.ts';
export { changeInWords, reasonInWords } from './explain/words.ts';
export type { IamPorts } from './iam-ports.ts';
export type {
  AuthenticationStep,
  Challenge,
  RejectionReason,
  UnavailableReason,
  VerifiedIdentity,
} from './identity-services/authentication-step.ts';
export {
  type CheckedIdentityService,
  checkIdentityService,
  type IdentityServiceWarning,
} from './identity-services/check-identity-service.ts';
export { withRoleFollowed } from './identity-services/follow-role.ts';
export {
  type ChallengeAnswer,
  type ChangesPasswords,
  changesPasswords,
  type HealthReport,
  type IdentityService,
  type PasswordChange,
  type PasswordChangeStep,
} from './identity-services/identity-service.ts';
export type { IdentityServiceAdapter } from './identity-services/identity-service-adapter.ts';
export { type IdentityServiceId, identityServiceId } from './identity-services/identity-service-id.ts';
export { identityServiceName, identityServiceNameKey } from './identity-services/identity-service-name.ts';
export type {
  AuthenticationScheme,
  GroupRoles,
  IdentityServiceSettings,
} from './identity-services/identity-service-settings.ts';
export type { IdentityServiceStore } from './identity-services/identity-service-store.ts';
export {
  type IdentityServiceType,
  type IdentityServiceTypeTraits,
  identityServiceTypes,
  isIdentityServiceType,
  type Naming,
  traitsOf,
} from './identity-services/identity-service-types.ts';
export type { LoginAttempt } from './identity-services/login-attempt.ts';
export { rolesTouched } from './identity-services/roles-touched.ts';
export { unusableReason } from './identity-services/unusable-reason.ts';
export {
  type ServiceWish,
  secondFactorStays,
  type WishedService,
  wishedService,
} from './identity-services/wished-service.ts';
export { withoutCase } from './login/admit-proofs.ts';
export { byOrdering, chooseServices, type ServiceChoice } from './login/choose-services.ts';
export {
  concludeAnswers,
  type LoginConclusion,
  type LoginRefusal,
  type Proof,
  type ServiceAnswer,
} from './login/conclude-answers.ts';
export { logIn } from './login/log-in.ts';
export type {
  LoginHistoryEntry,
  LoginHistoryFilter,
  LoginHistoryStore,
  LoginResult,
  ServiceOutcome,
} from './login/login-history-store.ts';
export type { LoginOutcome, LoginRequest, LoginSurroundings } from './login/login-request.ts';
export { passwordAttempt } from './login/password-attempt.ts';
export { lastPlace, putInOrder } from './ordering/put-in-order.ts';
export { oneTimePassword } from './passwords/one-time-password.ts';
export type { PasswordHasher } from './passwords/password-hasher.ts';
export {
  checkNewPassword,
  type LeakedPasswords,
  type PasswordDemands,
  type PasswordRules,
  passwordBytesMax,
  passwordDefaults,
  passwordDemands,
  passwordLengthRange,
  preparePassword,
} from './passwords/password-rules.ts';
export {
  type AccessRights,
  compileAccessRights,
  type LeafRights,
  namedControllers,
} from './permissions/access-rights.ts';
export { allowedSomewhere, authorize, leafRightsAt } from './permissions/authorize.ts';
export {
  withFolderReplaced,
  withFolders,
  withoutFolders,
  withoutPermissions,
  withPermissionReplaced,
  withPermissions,
} from './permissions/change-role.ts';
export {
  type AuthorizationRequest,
  allControllers,
  type DecidingEntry,
  type Decision,
  type GrantedBecause,
  type LimitedGrant,
  type RefusedBecause,
  type RightsChange,
  type RoleRef,
} from './permissions/decision.ts';
export { type DefaultRole, defaultRoles, defaultRolesOf } from './permissions/default-roles.ts';
export { type FolderVisibility, folderFilter, folderVisibility } from './permissions/folder-filter.ts';
export {
  type LackingRight,
  lackingRight,
  lackingToChangeRole,
  lackingToTouchService,
  mayChangeRole,
  mayTouchAccount,
  mayTouchService,
} from './permissions/hand-out.ts';
export {
  isPermission,
  type Permission,
  type PermissionScope,
  type PermissionTraits,
  permissionCatalog,
  permissions,
} from './permissions/permission-catalog.ts';
export { isKnownPermission, leavesUnder } from './permissions/permission-tree.ts';
export type { RightsLimit } from './permissions/rights-limit.ts';
export { type FolderEntry, type PermissionEntry, type Role, roleEntriesMax } from './permissions/role.ts';
export { type RoleName, roleName, roleNameKey } from './permissions/role-name.ts';
export type { RoleStore } from './permissions/role-store.ts';
export { entriesOfScope } from './permissions/scoped-entries.ts';
export { type Rescue, type Rescued, rescueAccess, rescuedFact } from './rescue/rescue-access.ts';
export type { DeviceStore, KnownDevice } from './sessions/device-store.ts';
export { endRememberedSessions, endSessions, type SessionEnding } from './sessions/end-sessions.ts';
export type { IdentityRevision } from './sessions/identity-revision.ts';
export type { Session, SessionEvidence, SessionTransport } from './sessions/session.ts';
export { rolesOfEvidence, rolesOfGroups } from './sessions/session-evidence.ts';
export { devicesPerAccountMax, type SessionSettings, sessionDefaults } from './sessions/session-settings.ts';
export {
  originProven,
  type SessionState,
  sessionState,
  touch,
  touchIntervalMs,
} from './sessions/session-state.ts';
export type { SessionStore } from './sessions/session-store.ts';
export { newToken, type TokenKind, tokenHash, tokenKinds } from './sessions/session-token.ts';
export {
  renewSession,
  type SessionSources,
  type SessionStart,
  type StartedSession,
  startSession,
} from './sessions/start-session.ts';
export { type IamSettings, iamDefaults } from './settings/iam-settings.ts';
export { maskSettings, settingsDepthMax, unmaskSettings } from './settings/masked-settings.ts';
export type { SettingStore, StoredSetting } from './settings/setting-store.ts';
export { decideTry, type ThrottleDecision, type TryLoad } from './throttling/decide-try.ts';
export { liftThrottling } from './throttling/lift-throttling.ts';
export { networkOf } from './throttling/network-of.ts';
export { accountCounter, accountOfCounter, type LoginTry } from './throttling/throttle-keys.ts';
export { type ThrottleSettings, throttleDefaults } from './throttling/throttle-settings.ts';
export type { ThrottleCounter, ThrottleKey, ThrottleStore } from './throttling/throttle-store.ts';
export { type TryGate, type TryGateLimits, tryGate, tryGateDefaults } from './throttling/try-gate.ts';
export { loginHistoryAgeDefaultMs, tidyUp } from './tidy-up.ts';
export { type AdmittedApiToken, admitApiToken } from './tokens/admit-api-token.ts';
export {
  type ApiToken,
  apiTokenLifeMaxMs,
  apiTokensPerAccountMax,
  endedApiTokenKeptMs,
} from './tokens/api-token.ts';
export { type ApiTokenName, apiTokenName, apiTokenNameKey } from './tokens/api-token-name.ts';
export type { ApiTokenStore } from './tokens/api-token-store.ts';
export { type ApiTokenStart, type CreatedApiToken, createApiToken } from './tokens/create-api-token.ts';
