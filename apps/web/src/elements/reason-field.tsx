import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { text } from '../texts/text.ts';

/** Asks why something is changed; it stands in the audit log. */
export function ReasonField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether it may not be left empty. */
  readonly isNeeded: boolean;
  readonly isMissing: boolean;
}): ReactNode {
  return (
    <Textarea
      label={text('reason.label')}
      description={text(props.isNeeded ? 'reason.needed' : 'reason.help')}
      required={props.isNeeded}
      error={props.isMissing ? text('reason.missing') : undefined}
      rows={2}
      maxLength={2000}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
