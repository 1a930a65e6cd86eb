import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { text } from '../texts/identity-text.ts';
import { Action } from './action.tsx';
import { Dialog } from './dialog.tsx';
import './secret-once.css';

/** Shows a secret this once. It stands in the dialog alone: closed, it is gone from the page. */
export function SecretOnce(props: {
  readonly title: string;
  /** What it is for, and that it is not shown again. */
  readonly what: string;
  /** What it is called, for its label. */
  readonly name: string;
  readonly secret: string;
  readonly children?: ReactNode;
  readonly onClose: () => void;
}): ReactNode {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () =>
    navigator.clipboard.writeText(props.secret).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <p>{props.what}</p>
      <div className="secret-once">
        <output className="mono" aria-label={props.name}>
          {props.secret}
        </output>
        <Action
          icon={copied === 'yes' ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          onClick={() => void copy()}
        >
          {text(copied === 'yes' ? 'secret.copied' : 'secret.copy')}
        </Action>
      </div>
      <p role="status" className="quiet">
        {copied === 'failed' && text('secret.copyFailed')}
      </p>
      {props.children}
      <footer className="dialog-foot">
        <Action size="sm" kind="main" onClick={props.onClose}>
          {text('secret.kept')}
        </Action>
      </footer>
    </Dialog>
  );
}
