import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Dialog } from '../elements/dialog.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/identity-text.ts';
import { type Explanation, type Question, useExplanation } from './explain-query.ts';
import { ExplanationView } from './explanation-view.tsx';
import { withFolder } from './places-of.ts';

/** Says why: the way from the account to the answer, and what would have to change. */
export default function WhyDialog(props: {
  readonly question: Question;
  readonly onClose: () => void;
}): ReactNode {
  const why = useExplanation(withFolder(props.question));
  return (
    <Dialog title={text('why.title')} onClose={props.onClose} wide>
      {why.isPending && <span className="skeleton" role="status" aria-label={text('common.reading')} />}
      {why.error !== null && (
        <RefusalNote error={why.error} what={text('why.unread')} onRetry={() => void why.refetch()} isLast />
      )}
      {why.data !== undefined && <ExplanationView explanation={why.data} />}
      <p className="quiet">
        {text('why.whatToDo')}{' '}
        <Link
          to="/identity/why"
          search={addressOf(props.question, why.data) as never}
          onClick={props.onClose}
        >
          {text('why.toPage')}
        </Link>
      </p>
    </Dialog>
  );
}

/** The same question on the page, so that it can be changed there and sent on as a link. */
function addressOf(
  question: Question,
  answer: Pick<Explanation, 'controllerId' | 'folder'> | undefined,
): Readonly<Record<string, string | undefined>> {
  if (question.reference !== undefined) return { reference: question.reference };
  return {
    service: question.identityServiceName,
    account: question.accountName,
    permission: question.permission,
    controller: answer?.controllerId ?? question.controllerId,
    folder: answer?.folder ?? question.folder,
  };
}
