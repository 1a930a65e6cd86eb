import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { permissionWords } from '../session/permission-words.ts';
import { text } from '../texts/text.ts';
import { Action } from './action.tsx';
import { Empty } from './empty.tsx';

/** The page of one who may not read it: it says which permission that takes. */
export function LockedPage(props: { readonly permission: string; readonly title: string }): ReactNode {
  return (
    <div className="page scrolls">
      <Empty
        icon={<IconLock aria-hidden />}
        title={props.title}
        actions={<Action lack={props.permission}>{text('lack.title')}</Action>}
      >
        {text('lack.hintPage', { permission: permissionWords(props.permission) })}
      </Empty>
    </div>
  );
}
