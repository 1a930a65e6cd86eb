import type { ReactNode } from 'react';
import { Dialog } from '../elements/dialog.tsx';
import { type TextKey, text } from '../texts/text.ts';
import './key-help.css';

const keys = [
  [['Ctrl', 'K'], 'keys.commands'],
  [['j', 'k'], 'keys.move'],
  [['Enter'], 'keys.open'],
  [['x'], 'keys.select'],
  [['/'], 'keys.filter'],
  [['Esc'], 'keys.close'],
  [['?'], 'keys.help'],
] as const satisfies readonly (readonly [readonly string[], TextKey])[];

/** The keys that work everywhere. */
export default function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={text('keys.title')} onClose={onClose}>
      <dl className="key-list">
        {keys.map(([names, label]) => (
          <div key={label}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{text(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
