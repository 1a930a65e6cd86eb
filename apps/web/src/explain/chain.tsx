import {
  IconBan,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconFolder,
  IconKey,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Hue } from '../look/state-look.ts';
import { text } from '../texts/identity-text.ts';
import type { Explanation, ExplanationStep } from './explain-query.ts';
import './explain.css';

const icons = {
  account: IconUser,
  roles: IconUsersGroup,
  grant: IconKey,
  denial: IconBan,
  folder: IconFolder,
} as const;

/** The way from the account to the answer, as a chain: each link with its sentence. */
export function Chain({ explanation }: { readonly explanation: Explanation }): ReactNode {
  return (
    <ol className="chain">
      {explanation.steps.map((step, at) => {
        const Icon = iconOf(step, explanation.allowed);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps have no other name than their place
          <li key={at} className="chain-link" data-kind={step.kind} data-hue={hueOf(step, explanation)}>
            <span className="chain-icon">
              <Icon size={16} aria-hidden />
            </span>
            <span>
              <span className="chain-name">{text(`why.step.${step.kind}`)}</span>
              <span className="chain-text">{step.text}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function iconOf({ kind }: ExplanationStep, allowed: boolean) {
  if (kind !== 'result') return icons[kind];
  return allowed ? IconCircleCheckFilled : IconCircleXFilled;
}

/** What speaks for it is green, what speaks against it is red, what merely is has no colour. */
function hueOf({ kind }: ExplanationStep, { allowed, steps, state }: Explanation): Hue {
  if (kind === 'denial') return 'red';
  if (kind === 'grant') return 'green';
  if (kind === 'result' || kind === 'folder') return allowed ? 'green' : 'red';
  const hasNoRole = kind === 'roles' && steps.every((step) => !['grant', 'denial'].includes(step.kind));
  return (hasNoRole && !allowed) || (kind === 'account' && state !== 'active') ? 'amber' : 'slate';
}
