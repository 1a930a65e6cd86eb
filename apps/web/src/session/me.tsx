import type { AnswerOf } from '@interlock/cockpit-api';
import { createContext, type ReactNode, useContext } from 'react';

/** Who is logged in. */
export type Me = AnswerOf<'interlock.me'>;

const MeContext = createContext<Me | undefined>(undefined);

/** Says who is logged in to all that stands inside. */
export function MeProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }): ReactNode {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is logged in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === undefined) throw new Error('Nobody is logged in here.');
  return me;
}

/** The permission if the account lacks it everywhere; nothing where it holds it somewhere. */
export function useLack(permission: string): string | undefined {
  return useMe().permissions.includes(permission) ? undefined : permission;
}
