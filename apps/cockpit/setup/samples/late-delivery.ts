import { type Sample, workFolderScript } from './sample.ts';

/** Try and Retry: a file is awaited that is not there at the first look; the order tries again until it is. */
export function lateDelivery(agentName: string): Sample {
  return {
    path: '/samples/late-delivery',
    configuration: {
      title: 'Waits for a file that comes late: fails at first, and tries again',
      orderPreparation: {
        parameters: { delivery: { type: 'String', default: 'delivery.csv' } },
      },
      instructions: [
        { TYPE: 'Execute.Named', jobName: 'order-goods', label: 'order-goods' },
        {
          TYPE: 'Try',
          maxTries: 5,
          retryDelays: [1],
          try: { instructions: [{ TYPE: 'Execute.Named', jobName: 'take-in', label: 'take-in' }] },
          catch: {
            instructions: [{ TYPE: 'Execute.Named', jobName: 'remind', label: 'remind' }, { TYPE: 'Retry' }],
          },
        },
      ],
      jobs: {
        'order-goods': script(
          agentName,
          'Nothing is delivered yet',
          'rm -f -- "$folder/$DELIVERY"\necho "ordered"',
        ),
        'take-in': script(
          agentName,
          'Takes the file in',
          'test -f "$folder/$DELIVERY" || { echo "$DELIVERY is not there yet" >&2; exit 1; }\nmv -- "$folder/$DELIVERY" "$folder/$DELIVERY.taken"\ncat -- "$folder/$DELIVERY.taken"',
        ),
        remind: script(
          agentName,
          'Makes the supplier hurry',
          'echo "article,count\nlock,7" > "$folder/$DELIVERY"\necho "reminded"',
        ),
      },
    },
  };
}

function script(agentName: string, title: string, text: string) {
  return {
    agentName,
    title,
    executable: { TYPE: 'ShellScript', env: { DELIVERY: '$delivery' }, script: `${workFolderScript}${text}` },
  };
}
