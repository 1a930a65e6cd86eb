import type { Json, Result } from '@interlock/base';
import type { IdentityService } from './identity-service.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';
import type { IdentityServiceType } from './identity-service-types.ts';

/** What builds the services of one or more types. An app has one list of these. */
export interface IdentityServiceAdapter {
  readonly types: readonly IdentityServiceType[];
  /** Holds the settings that these types alone have against their schema; gives them in the form to be stored. */
  checkDetails(details: Json): Result<Json>;
  /** Builds a service whose details have been checked. It dials nobody yet. */
  build(settings: IdentityServiceSettings): IdentityService;
}
