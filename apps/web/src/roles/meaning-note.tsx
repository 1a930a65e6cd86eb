import { type ReactNode, useMemo } from 'react';
import { language, text } from '../texts/rights-text.ts';
import { meaningWords, type SayMeaning } from './meaning-words.ts';
import type { RoleDraft } from './role-draft.ts';
import { meaningOf } from './role-meaning.ts';

/** What a role means as it stands here, in words. */
export function MeaningNote(props: { readonly draft: RoleDraft; readonly isChanged: boolean }): ReactNode {
  const words = useMemo(
    () => meaningWords(meaningOf(props.draft), text as SayMeaning, language),
    [props.draft],
  );
  return (
    <section className="meaning" data-changed={props.isChanged || undefined} aria-live="polite">
      <h2>{text(props.isChanged ? 'meaning.titleChanged' : 'meaning.title')}</h2>
      <p>{words}</p>
    </section>
  );
}
