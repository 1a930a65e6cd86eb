/**
 * Prints one line `N passed, N failed`. A run in which no test was executed fails.
 */
export default async function* summary(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details?.type === 'suite') {
      continue;
    }
    if (isFileEntry(data) && event.type === 'test:pass') continue;
    if (data.skip !== undefined) counts.skipped += 1;
    else if (event.type === 'test:pass') counts.passed += 1;
    else {
      counts.failed += 1;
    }
  }
  if (counts.passed + counts.failed === 0) process.exitCode = 1;
  // Where everything is required, what was skipped was not tried.
  if (process.env.REQUIRE_REAL_SERVERS === '1' && counts.skipped > 0) process.exitCode = 1;
  yield `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`;
}

/** With isolation by process each file is an entry of its own, named after the file. */
function isFileEntry(data) {
  return data.nesting === 0 && data.name.endsWith('.test.ts');
}
