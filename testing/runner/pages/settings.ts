import { settingsList } from '@interlock/config';

/** The page of all settings, from the list that the programs read. */
export function generated(): readonly [path: string, text: string][] {
  const rows = Object.values(settingsList).map(
    ({ key, variable, what, default: value }) =>
      `| \`${variable}\` | \`${key}\` | ${what} | ${value === '' ? '–' : `\`${value}\``} |`,
  );
  const page = [
    '# Settings',
    '',
    'Generated from `adapters/config/settings-list.ts` by `npm run generate`.',
    '',
    'A variable of the environment wins over the key in `<data>/<program>/<program>.conf` (a JSON object), and that over the default.',
    '',
    '| variable | key | what it is | default |',
    '|---|---|---|---|',
    '| `INTERLOCK_DATA` | | the folder of all data | `data` in the current folder |',
    '| `INTERLOCK_ROOT_PASSWORD` | | the first password of `root`, read only while `root` does not exist; it counts as chosen | a printed one-time password |',
    '| `INTERLOCK_LOG_LEVEL` | | how much the technical logs say: `error`, `warning`, `info`, `debug` | `info` |',
    '| `INTERLOCK_LOG_FORMAT` | | how a line of the technical logs looks: `json`, or `text` for people | `json` |',
    ...rows,
    '',
  ];
  return [['docs/reference/settings.md', page.join('\n')]];
}
