/**
 * Ends the program with one line under a Node that cannot run it. Under an older Node, `node --test` finds no
 * TypeScript test and reports success, so the guard comes first. Plain JavaScript, because an old Node must read it.
 */
export function requireNode24(what) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return;
  process.stderr.write(
    `${what} needs Node.js 24 or newer; this is ${process.version} at ${process.execPath}.\n` +
      'Run it through npm (npm start, npm test, npx interlock): npm install brings Node 24 along on Linux and Windows.\n',
  );
  process.exit(78);
}
