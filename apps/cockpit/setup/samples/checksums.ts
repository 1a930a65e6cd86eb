import { type Sample, workFolderScript } from './sample.ts';

/** Fork: two branches take checksums of two folders at the same time, then one job joins both lists into a report. */
export function checksums(agentName: string): Sample {
  return {
    path: '/samples/checksums',
    configuration: {
      title: 'Takes checksums of two folders side by side and joins them',
      orderPreparation: {
        parameters: {
          first: { type: 'String', default: '/etc/default' },
          second: { type: 'String', default: '/etc/security' },
        },
      },
      instructions: [
        {
          TYPE: 'Fork',
          joinIfFailed: true,
          branches: [
            {
              id: 'first',
              workflow: {
                instructions: [{ TYPE: 'Execute.Named', jobName: 'sum-first', label: 'sum-first' }],
              },
            },
            {
              id: 'second',
              workflow: {
                instructions: [{ TYPE: 'Execute.Named', jobName: 'sum-second', label: 'sum-second' }],
              },
            },
          ],
        },
        { TYPE: 'Execute.Named', jobName: 'join', label: 'join' },
      ],
      jobs: {
        'sum-first': sum(agentName, '$first', 'first'),
        'sum-second': sum(agentName, '$second', 'second'),
        join: {
          agentName,
          title: 'One report of both lists',
          executable: {
            TYPE: 'ShellScript',
            script: `${workFolderScript}sort -k 2 "$folder/first.sha256" "$folder/second.sha256" > "$folder/report.sha256"\nwc -l < "$folder/report.sha256" | xargs echo "files in $folder/report.sha256:"`,
          },
          isNotRestartable: false,
        },
      },
    },
  };
}

function sum(agentName: string, folder: string, list: string) {
  return {
    agentName,
    title: 'Checksums of one folder',
    executable: {
      TYPE: 'ShellScript',
      env: { FOLDER: folder, LIST: `"${list}"` },
      script: `${workFolderScript}find "$FOLDER" -maxdepth 1 -type f -readable -exec sha256sum {} + > "$folder/$LIST.sha256"\nwc -l < "$folder/$LIST.sha256" | xargs echo "files in $FOLDER:"`,
    },
    isNotRestartable: false,
  };
}
