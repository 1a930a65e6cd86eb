import { type Sample, workFolderScript } from './sample.ts';

/** If: measures how full the disk is, and either writes a line or a warning, depending on the limit that the order gives. */
export function diskSpace(agentName: string): Sample {
  return {
    path: '/samples/disk-space',
    configuration: {
      title: 'Measures the disk and decides: a line in a log, or a warning',
      orderPreparation: {
        parameters: { limit: { type: 'Number', default: 90 }, path: { type: 'String', default: '/' } },
      },
      instructions: [
        { TYPE: 'Execute.Named', jobName: 'measure', label: 'measure' },
        {
          TYPE: 'If',
          predicate: 'toNumber($percent) < $limit',
          then: { instructions: [{ TYPE: 'Execute.Named', jobName: 'note', label: 'note' }] },
          else: { instructions: [{ TYPE: 'Execute.Named', jobName: 'warn', label: 'warn' }] },
        },
      ],
      jobs: {
        measure: {
          agentName,
          title: 'How full is it?',
          executable: {
            TYPE: 'ShellScript',
            env: { DISK: '$path' },
            script: [
              'percent=$(df -P -- "$DISK" | awk \'NR == 2 { sub("%", "", $5); print $5 }\')',
              'test -n "$percent" || { echo "$DISK can not be measured" >&2; exit 1; }',
              'echo "$DISK is $percent % full"',
              'echo "percent=$percent" >> "$JS7_RETURN_VALUES"',
            ].join('\n'),
          },
          isNotRestartable: false,
        },
        note: {
          agentName,
          title: 'Writes a line',
          executable: {
            TYPE: 'ShellScript',
            env: { PERCENT: '$percent' },
            script: `${workFolderScript}echo "$(date -u +%FT%TZ) $PERCENT %" >> "$folder/disk-space.log"\ntail -n 3 "$folder/disk-space.log"`,
          },
        },
        warn: {
          agentName,
          title: 'Writes a warning',
          executable: {
            TYPE: 'ShellScript',
            env: { PERCENT: '$percent', LIMIT: '$limit' },
            script: `${workFolderScript}echo "$(date -u +%FT%TZ) $PERCENT % is above $LIMIT %" | tee -a "$folder/disk-space.warnings" >&2`,
          },
        },
      },
    },
  };
}
