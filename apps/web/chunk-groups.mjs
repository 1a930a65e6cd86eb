/**
 * Which chunk a module goes into. Without it every icon that two pages share becomes a file of its own: what the first
 * view needs is one file, what the login needs too is another, and all else stays with the page that asks for it.
 *
 * @param folder the folder of the sources, with a slash at its end.
 * @returns groups for the bundler's `codeSplitting`.
 */
export function chunkGroups(folder) {
  let needed;
  const nameOf = (id, build) => {
    needed ??= {
      application: reachedFrom(`${folder}main.tsx`, build),
      login: reachedFrom(`${folder}login/main.ts`, build),
    };
    if (!needed.application.has(id)) return null;
    return needed.login.has(id) ? 'shared' : 'application';
  };
  // A group takes what its modules import with it: what is shared is set aside first.
  return ['shared', 'application'].map((name, index) => ({
    name: (id, build) => (nameOf(id, build) === name ? name : null),
    priority: 2 - index,
  }));
}

/** The modules that an entry needs at once: dynamic imports are not followed. */
function reachedFrom(entry, build) {
  const reached = new Set([entry]);
  for (const id of reached) for (const next of build.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
  return reached;
}
