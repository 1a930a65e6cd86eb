import { IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { permissionWords } from '../session/permission-words.ts';
import { text } from '../texts/text.ts';
import { Hint } from './hint.tsx';
import { type LackPlace, WhyNot } from './why-not.tsx';
import './action.css';

/** A button that does something for which the account may lack a permission, or which makes no sense right now. */
export interface ActionProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  /** The permission that is missing; the button then stays, with a lock, and says so. */
  readonly lack?: string | undefined;
  /** Where it is missing, for a permission that is held for folders. */
  readonly lackAt?: LackPlace | undefined;
  /** Why it can not be done now, in words. */
  readonly notNow?: string | undefined;
  readonly icon?: ReactNode;
  readonly kind?: 'main' | 'plain' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly isBusy?: boolean;
  readonly size?: 'sm' | 'xs';
}

/** A button; one that may not be used stays visible, reachable by keyboard, and says why. */
export function Action(props: ActionProps): ReactNode {
  const [asksWhy, setAsksWhy] = useState(false);
  const { lack, notNow } = props;
  const isOff = lack !== undefined || notNow !== undefined || props.isBusy === true;
  const hint = lack !== undefined ? text('lack.hint', { permission: permissionWords(lack) }) : notNow;
  const press = () => {
    if (lack !== undefined) setAsksWhy(true);
    else if (!isOff) props.onClick?.();
  };
  return (
    <>
      <Hint label={hint}>
        <button
          type={isOff ? 'button' : (props.type ?? 'button')}
          className="action"
          data-kind={props.kind ?? 'plain'}
          data-size={props.size}
          aria-disabled={isOff || undefined}
          aria-busy={props.isBusy || undefined}
          onClick={press}
        >
          {lack === undefined ? props.icon : <IconLock size={14} aria-hidden />}
          {props.children}
        </button>
      </Hint>
      {asksWhy && lack !== undefined && (
        <WhyNot permission={lack} at={props.lackAt} onClose={() => setAsksWhy(false)} />
      )}
    </>
  );
}
