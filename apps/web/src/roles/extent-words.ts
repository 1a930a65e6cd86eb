import { text } from '../texts/rights-text.ts';

/** Where a permission is held, as the rehearsal says it. */
export type Extent =
  | 'everywhere'
  | 'nowhere'
  | readonly { readonly folder: string; readonly recursive?: boolean | undefined }[];

/** Where a permission is held, in words. */
export function extentWords(extent: Extent): string {
  if (typeof extent === 'string') return text(`rehearsal.${extent}`);
  return extent
    .map(({ folder, recursive }) => (recursive ? text('meaning.below', { folder }) : folder))
    .join(', ');
}
