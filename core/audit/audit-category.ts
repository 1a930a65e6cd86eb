/** The categories of the audit log, as JS7's clients name them. */
export const auditCategories = [
  'CONTROLLER',
  'INVENTORY',
  'DEPLOYMENT',
  'DAILYPLAN',
  'OTHERS',
  'DOCUMENTATIONS',
  'CERTIFICATES',
  'IDENTITY',
  'SETTINGS',
  'MONITORING',
  'UNKNOWN',
] as const;

/** A category of the audit log. */
export type AuditCategory = (typeof auditCategories)[number];
