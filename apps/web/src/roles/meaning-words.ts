import type { Clause, Deed, Place, RoleMeaning } from './role-meaning.ts';

/** The keys of the texts that a meaning is put into; those of denials say `any` where those of grants say `every`. */
export type MeaningKey =
  | 'meaning.everything'
  | 'meaning.nothing'
  | 'meaning.may'
  | 'meaning.only'
  | 'meaning.mayNot'
  | 'meaning.mayNothing'
  | 'meaning.some'
  | 'meaning.inFolders'
  | 'meaning.below'
  | 'meaning.belowAmong'
  | 'meaning.everywhereBelow'
  | 'meaning.at'
  | `meaning.${'every' | 'any'}.${'with' | 'joc' | 'controller' | 'atAll' | 'atAllExcept' | 'then'}`
  | `nodes.${string}`;

/** Gives a text of the catalogue. */
export type SayMeaning = (key: MeaningKey, values?: Readonly<Record<string, string>>) => string;

interface Words {
  readonly say: SayMeaning;
  readonly list: Intl.ListFormat;
  /** Whether it is granted, which speaks of everything, or denied, which speaks of anything. */
  readonly extent: 'every' | 'any';
}

/** What a role means, as a person reads it: what it gives, that it gives nothing else, and what it denies. */
export function meaningWords(meaning: RoleMeaning, say: SayMeaning, language: string): string {
  const list = new Intl.ListFormat(language);
  const sentences = [givenWords(meaning, { say, list, extent: 'every' })];
  if (meaning.deniesEverything) sentences.push(say('meaning.mayNothing'));
  else if (meaning.denials.length > 0)
    sentences.push(
      say('meaning.mayNot', { what: clausesWords(meaning.denials, { say, list, extent: 'any' }) }),
    );
  return sentences.join(' ');
}

function givenWords(meaning: RoleMeaning, words: Words): string {
  const { say } = words;
  if (meaning.isEverything) return say('meaning.everything');
  if (meaning.grants.length === 0) return say('meaning.nothing');
  return `${say('meaning.may', { what: clausesWords(meaning.grants, words) })} ${say('meaning.only')}`;
}

function clausesWords(clauses: readonly Clause[], words: Words): string {
  return clauses
    .map(({ what, where }) => {
      const deeds = words.list.format(what.map((deed) => deedWords(deed, words)));
      return [deeds, ...placeWords(where, words)].join(' ');
    })
    .join(words.say(`meaning.${words.extent}.then`));
}

function deedWords(deed: Deed, { say, list, extent }: Words): string {
  if (deed.kind === 'some')
    return say('meaning.some', { verbs: list.format(deed.verbs), objects: list.format(deed.objects) });
  const { part } = deed.node;
  if (part === 'joc' || part === 'controller') return say(`meaning.${extent}.${part}`);
  return say(`meaning.${extent}.with`, { object: say(`nodes.${part}`) });
}

function placeWords({ folders, controllers }: Place, words: Words): readonly string[] {
  return [
    ...(folders === undefined ? [] : [foldersWords(folders, words)]),
    ...(controllers === undefined ? [] : [controllersWords(controllers, words)]),
  ];
}

function foldersWords(folders: NonNullable<Place['folders']>, { say, list }: Words): string {
  const below = folders.length === 1 ? 'meaning.below' : 'meaning.belowAmong';
  const names = folders.map(({ folder, recursive }) => {
    if (!recursive) return folder;
    return folder === '/' ? say('meaning.everywhereBelow') : say(below, { folder });
  });
  return say('meaning.inFolders', { folders: list.format(names) });
}

function controllersWords(
  controllers: NonNullable<Place['controllers']>,
  { say, list, extent }: Words,
): string {
  if ('only' in controllers) return say('meaning.at', { controllers: list.format(controllers.only) });
  if (controllers.except.length === 0) return say(`meaning.${extent}.atAll`);
  return say(`meaning.${extent}.atAllExcept`, { controllers: list.format(controllers.except) });
}
