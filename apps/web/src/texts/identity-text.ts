import i18next from 'i18next';
import identity from './identity-en.json';
import { type Leaves, language, type TextKey, text as textOfPages } from './text.ts';

// The texts of identity and access come with their pages, so that the first view does not carry them.
i18next.addResourceBundle(language, 'translation', identity, true);

/** The key of a text that the pages of identity and access know. */
export type IdentityTextKey = TextKey | Leaves<typeof identity>;

/** The text of either catalogue, with its values put in and the plural chosen by `count`. */
export const text = textOfPages as (
  key: IdentityTextKey,
  values?: Readonly<Record<string, string | number>>,
) => string;
