import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const onLinux = { skip: process.platform === 'linux' ? false : 'there is no /proc here' };

test('a descriptor that the starter left open is closed, far above any gap', onLinux, () => {
  const module = pathToFileURL(`${import.meta.dirname}/stray-descriptors.ts`);
  const program = `
    import { closeStrayDescriptors, inheritableDescriptors } from '${module}';
    const before = inheritableDescriptors().includes(77);
    closeStrayDescriptors();
    console.log(before, inheritableDescriptors().length);`;
  const shell = `exec 77</dev/null; exec "$0" --input-type=module --eval "$1"`;
  // dash reads one figure before < only; bash reads them all.
  const printed = execFileSync('bash', ['-c', shell, process.execPath, program], { encoding: 'utf8' });
  assert.equal(printed, 'true 0\n');
});
