import type { DoctorPorts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

/** Node and platform. */
export function checkRuntime({ runtime }: DoctorPorts): readonly Finding[] {
  const { nodeVersion, platform, arch } = runtime;
  return [nodeFinding(nodeVersion), platformFinding(platform, arch)];
}

function nodeFinding(version: string): Finding {
  const major = Number(/^v?(\d+)\./.exec(version)?.[1]);
  if (major >= 24) return { check: 'Node', level: 'ok', text: version };
  return {
    check: 'Node',
    level: 'bad',
    text: `${version} is too old`,
    advice: 'Node 24 comes with npm install on Linux; run Interlock through npm or npx.',
  };
}

function platformFinding(platform: string, arch: string): Finding {
  const check = 'platform';
  const text = `${platform} ${arch}`;
  if (platform === 'linux') return { check, level: 'ok', text };
  const advice =
    platform === 'darwin'
      ? 'Node has to be brought along, and the Agent finds process trees by ps; see docs/platforms.md.'
      : 'The Agent does not start here; see docs/platforms.md.';
  return { check, level: 'warn', text, advice };
}
