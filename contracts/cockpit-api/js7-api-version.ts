/**
 * The version of JS7's API that these calls follow. Clients compare it with their own minimum and choose their calls by
 * it, so it is told where they ask for the version of their Cockpit.
 */
export const js7ApiVersion = '2.9.0';
