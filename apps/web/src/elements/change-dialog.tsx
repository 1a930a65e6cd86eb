import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CallRefused } from '../api/refusal.ts';
import { useReasonRule } from '../session/reason-rule.ts';
import { text } from '../texts/identity-text.ts';
import { Action } from './action.tsx';
import { say } from './announcer.tsx';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';
import { NamedThings } from './named-things.tsx';
import { ReasonField } from './reason-field.tsx';
import { RefusalNote } from './refusal-note.tsx';

/** The reason as calls take it; nothing where none was given. */
export interface GivenReason {
  readonly auditLog?: { readonly comment: string };
}

interface Props<Answer> {
  readonly title: string;
  /** What will happen, in a sentence or two. */
  readonly what?: ReactNode;
  /** The names of what it happens to. */
  readonly named?: readonly string[];
  /** Further fields. */
  readonly children?: ReactNode;
  /** What stands on the button. */
  readonly verb: string;
  readonly kind?: 'main' | 'danger';
  /** What has to be typed before it is done, where nothing can bring back what goes. */
  readonly confirm?: string;
  /** Told at each try; the call is made only where it answers true. */
  readonly onTry?: () => boolean;
  readonly change: (reason: GivenReason) => Promise<Answer>;
  /** What is said when it is done; absent: nothing, something else will show it. */
  readonly done?: string;
  readonly onDone?: (answer: Answer) => void;
  readonly onClose: () => void;
  readonly wide?: boolean;
}

/** Says what will be changed, asks for what is needed and for the reason, and does it: the whole of it or nothing. */
export function ChangeDialog<Answer>(props: Props<Answer>): ReactNode {
  const client = useQueryClient();
  const mustSayWhy = useReasonRule();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = mustSayWhy && reason.trim() === '';
  const isConfirmed = props.confirm === undefined || typed.trim() === props.confirm;
  const change = useMutation({
    mutationFn: () => props.change(reason.trim() === '' ? {} : { auditLog: { comment: reason.trim() } }),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['iam'] });
      if (props.done !== undefined) say(props.done);
      props.onClose();
      props.onDone?.(answer);
    },
  });
  const submit = () => {
    setTried(true);
    const isGood = props.onTry?.() ?? true;
    if (isGood && isConfirmed && !isMissing && !change.isPending) change.mutate();
  };
  return (
    <Dialog title={props.title} onClose={props.onClose} {...(props.wide ? { wide: true } : {})}>
      <Form onSubmit={submit}>
        {props.what !== undefined && <p className="quiet">{props.what}</p>}
        {props.named !== undefined && <NamedThings names={props.named} />}
        {props.children}
        <ReasonField
          value={reason}
          onChange={setReason}
          isNeeded={mustSayWhy}
          isMissing={isTried && isMissing}
        />
        {props.confirm !== undefined && (
          <TextInput
            label={text('change.confirm', { name: props.confirm })}
            error={isTried && !isConfirmed ? text('change.notConfirmed') : undefined}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {change.error !== null && <RefusalNote error={change.error} what={outcomeOf(change.error)} />}
        <footer className="dialog-foot">
          <Action size="sm" onClick={props.onClose}>
            {text('common.back')}
          </Action>
          <Action size="sm" type="submit" kind={props.kind ?? 'main'} isBusy={change.isPending}>
            {props.verb}
          </Action>
        </footer>
      </Form>
    </Dialog>
  );
}

/** Without an answer nobody knows whether it was done; after a refusal it is certain that it was not. */
function outcomeOf(error: unknown): string {
  const hasAnswer = error instanceof CallRefused && error.facts.status !== 0;
  return text(hasAnswer ? 'change.refused' : 'change.unknown');
}
