import i18next from 'i18next';
import rights from './rights-en.json';
import { type Leaves, language, type TextKey, text as textOfPages } from './text.ts';

// The texts of roles, Identity Services and settings come with their pages, so that the first view does not carry them.
i18next.addResourceBundle(language, 'translation', rights, true);

/** The key of a text that these pages know. */
export type RightsTextKey = TextKey | Leaves<typeof rights>;

/** The text of either catalogue, with its values put in and the plural chosen by `count`. */
export const text = textOfPages as (
  key: RightsTextKey,
  values?: Readonly<Record<string, string | number>>,
) => string;

export { language };
