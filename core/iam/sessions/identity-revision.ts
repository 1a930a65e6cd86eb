/**
 * Tells whether anything has changed that decisions about calls stand on: accounts, roles, Identity Services, the
 * blocklist, sessions or API tokens that are gone. What was read at one number is the present state for as long as
 * the number is the same, whichever process changed it (semantics §2.10). Last uses are no part of it.
 */
export interface IdentityRevision {
  /** The number of this moment. Cheap enough to be asked at every call. */
  current(): number;
}
