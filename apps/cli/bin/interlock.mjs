#!/usr/bin/env node
// Plain JavaScript: an older Node must be able to read it and say why it stops.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `interlock needs Node.js 24 or newer; this is ${process.version} at ${process.execPath}. ` +
      'Run it through npm (npm start, npx interlock): npm install brings Node 24 along on Linux and Windows.\n',
  );
  process.exit(78);
}
await import('../main.ts');
