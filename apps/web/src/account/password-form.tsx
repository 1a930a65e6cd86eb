import { PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { say } from '../elements/announcer.tsx';
import { Form } from '../elements/form.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { metRules } from '../login/password-rules.ts';
import { text } from '../texts/identity-text.ts';

/** Changes the own password; all other sessions of the account end by it. */
export default function PasswordForm(props: {
  readonly account: string;
  readonly onDone: () => void;
}): ReactNode {
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const met = metRules(fresh, props.account);
  const missesRules = !met.length || !met.account;
  const change = useMutation({
    mutationFn: () =>
      ask('iam.account.changepassword', { oldPassword: old, password: fresh, repeatedPassword: again }),
    onSuccess: () => {
      say(text('account.changed'));
      props.onDone();
    },
  });
  const submit = () => {
    setTried(true);
    if (old !== '' && !missesRules && fresh === again) change.mutate();
  };
  const rules = [
    text('password.rules.length'),
    text('password.rules.account'),
    text('password.rules.common'),
  ];
  return (
    <Form onSubmit={submit}>
      <input type="text" name="username" autoComplete="username" value={props.account} readOnly hidden />
      <PasswordInput
        label={text('account.oldPassword')}
        autoComplete="current-password"
        required
        error={isTried && old === '' ? text('login.passwordMissing') : undefined}
        value={old}
        onChange={(event) => setOld(event.currentTarget.value)}
      />
      <PasswordInput
        label={text('login.change.fresh')}
        description={`${rules.join(' · ')}. ${text('password.rules.advice')}`}
        autoComplete="new-password"
        required
        error={isTried && missesRules ? text('login.change.rulesMissed') : undefined}
        value={fresh}
        onChange={(event) => setFresh(event.currentTarget.value)}
      />
      <PasswordInput
        label={text('login.change.again')}
        autoComplete="new-password"
        required
        error={isTried && fresh !== again ? text('login.change.differ') : undefined}
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {change.error !== null && <RefusalNote error={change.error} what={text('account.unchanged')} />}
      <footer className="dialog-foot">
        <Action size="sm" onClick={props.onDone}>
          {text('common.back')}
        </Action>
        <Action size="sm" type="submit" kind="main" isBusy={change.isPending}>
          {text('account.change')}
        </Action>
      </footer>
    </Form>
  );
}
