import { useEffect } from 'react';
import { currentSession } from './current-session.ts';

/**
 * Has the browser ask before the page is closed or loaded anew, while there is something that is not saved. A session
 * that is over is left at once: nothing of it stays in sight.
 */
export function useWarnBeforeLeaving(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (currentSession().pageValue() !== undefined) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
