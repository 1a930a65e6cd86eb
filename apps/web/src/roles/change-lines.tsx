import type { ReactNode } from 'react';
import { text } from '../texts/rights-text.ts';
import { permissionTitle } from './node-words.ts';
import type { SavingStep } from './saving-steps.ts';

/** What changes in a role, one thing in a line. */
export function ChangeLines({ steps }: { readonly steps: readonly SavingStep[] }): ReactNode {
  return (
    <ul className="change-lines">
      {steps.flatMap((step) =>
        linesOf(step).map(({ word, thing, title }) => (
          <li key={`${step.call} ${step.scope} ${title}`}>
            {word} <strong title={title}>{thing}</strong>
            {step.scope !== '' && (
              <span className="faint"> {text('rehearsal.at', { controller: step.scope })}</span>
            )}
          </li>
        )),
      )}
    </ul>
  );
}

interface Line {
  readonly word: string;
  readonly thing: string;
  readonly title: string;
}

function linesOf(step: SavingStep): readonly Line[] {
  switch (step.call) {
    case 'iam.permissions.store':
      return step.permissions.map(({ permissionPath, excluded }) => ({
        word: text(excluded ? 'rehearsal.lineDeny' : 'rehearsal.lineGrant'),
        thing: permissionTitle(permissionPath),
        title: permissionPath,
      }));
    case 'iam.permissions.delete':
      return step.permissionPaths.map((path) => ({
        word: text('rehearsal.lineUnset'),
        thing: permissionTitle(path),
        title: path,
      }));
    case 'iam.folders.store':
      return step.folders.map(({ folder, recursive }) => ({
        word: text('rehearsal.lineFolder'),
        thing: recursive ? text('meaning.below', { folder }) : folder,
        title: folder,
      }));
    case 'iam.folders.delete':
      return step.folderNames.map((folder) => ({
        word: text('rehearsal.lineNoFolder'),
        thing: folder,
        title: folder,
      }));
  }
}

/** How many things change. */
export function changeCount(steps: readonly SavingStep[]): number {
  return steps.reduce((sum, step) => sum + linesOf(step).length, 0);
}
