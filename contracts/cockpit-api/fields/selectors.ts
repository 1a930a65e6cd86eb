import { z } from 'zod';
import { flag, given, listOf, text, wholeNumber } from './js7-field.ts';

/** The id of a Controller; absent where all permitted ones are meant, or where the call says that one is needed. */
export const controllerId = given(text());

/** An order id as a client names it; an unknown one is not there, however it looks. */
export const orderId = text();

/** The path or the unique name of a workflow, and a version; without one the current version is meant. */
export const workflowId = z.object({ path: text(1024), versionId: given(text()) });

/** A folder; a missing `recursive` counts as true. */
export const folderFilter = z.object({ folder: text(1024), recursive: given(flag()) });

/** A date as JS7's filters know it: absolute, or relative such as `-2h` or `1d` (read by the Cockpit's filter rules). */
export const dateFilter = given(text(64));

/** The name of a time zone, such as `Europe/Berlin`; absent: UTC. */
export const timeZone = given(text(64));

/** How many rows at most; -1: no limit of the caller's, the server's own holds. */
export const limit = given(wholeNumber(-1));

/** What a person gives as a reason for a change; a time that is no number counts as not given. */
export const auditComment = given(
  z.object({
    comment: given(text(2000)),
    timeSpent: given(wholeNumber()).catch(undefined),
    ticketLink: given(text(255)),
  }),
);

/** Which rows a caller wants marked with what he may do with them. Our own field. */
export const withPermissions = given(flag());

/** Workflows and folders that narrow a list. */
export const workflowSelectors = {
  // A client's bug sends {"path": null}: such an entry names nothing and is left out.
  workflowIds: given(
    z.preprocess(
      (value) => (Array.isArray(value) ? value.filter((entry) => entry?.path !== null) : value),
      listOf(workflowId),
    ),
  ),
  folders: given(listOf(folderFilter, 1_000)),
};
