import i18next from 'i18next';
import en from './en.json';

/** The keys of the texts of a catalogue; a plural is named without its form. */
export type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Prefix}${WithoutPlural<K>}`
    : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

type WithoutPlural<K extends string> =
  K extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : K;

/** The key of a text in the catalogue; a plural is named without its form. */
export type TextKey = Leaves<typeof en>;

/** The language of the page, as the catalogues know it. */
export const language = 'en';

i18next.init({
  lng: language,
  resources: { [language]: { translation: en } },
  // React writes text as text; escaping here would show entities.
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
} as Parameters<typeof i18next.init>[0]);

/** The text of the catalogue, with its values put in and the plural chosen by `count`. */
export function text(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return i18next.t(key, values) as string;
}
