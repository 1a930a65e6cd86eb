import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { FolderPath } from '@interlock/base';
import { defaultRoles, type FolderEntry, permissions } from '@interlock/iam';
import i18next from 'i18next';
import { meaningWords, type SayMeaning } from './meaning-words.ts';
import type { RoleDraft } from './role-draft.ts';
import { meaningOf } from './role-meaning.ts';

const catalogue = JSON.parse(readFileSync(new URL('../texts/rights-en.json', import.meta.url), 'utf8'));
const texts = i18next.createInstance();
texts.init({
  lng: 'en',
  resources: { en: { translation: catalogue } },
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
} as Parameters<typeof texts.init>[0]);
const say = ((key, values) => texts.t(key, values ?? {})) as SayMeaning;

const orders = 'sos:products:controller:orders';
const words = (draft: RoleDraft) => meaningWords(meaningOf(draft), say, 'en');
const role = (
  permissionsOf: readonly (readonly [permission: string, excluded?: boolean, controllerId?: string])[],
  folders: readonly (readonly [folder: string, recursive: boolean, controllerId?: string])[] = [],
): RoleDraft => ({
  permissions: permissionsOf.map(([permission, excluded = false, controllerId]) => ({
    permission,
    excluded,
    ...(controllerId === undefined ? {} : { controllerId }),
  })),
  folders: folders.map(
    ([folder, recursive, controllerId]): FolderEntry => ({
      folder: folder as FolderPath,
      recursive,
      ...(controllerId === undefined ? {} : { controllerId }),
    }),
  ),
});

for (const [draft, sentence] of [
  [role([]), 'Grants nothing.'],
  [role([['sos:products']]), 'May do everything, everywhere, also what comes with later versions.'],
  [
    role([[`${orders}:view`], [`${orders}:cancel`]], [['/billing', true]]),
    'May see and cancel orders in /billing and below at every Controller. It grants nothing else.',
  ],
  [
    role(
      [[orders]],
      [
        ['/billing', false],
        ['/a', true],
      ],
    ),
    'May do everything with orders in /a (and below) and /billing at every Controller. It grants nothing else.',
  ],
  [
    role([[`${orders}:view`], [`${orders}:cancel`], [`${orders}:cancel`, true, 'production']]),
    'May see orders at every Controller; cancel orders at every Controller except production. It grants nothing else. Whatever other roles grant, who has it may not cancel orders at production.',
  ],
  [
    role([
      [`${orders}:view`, false, 'test'],
      ['sos:products:controller:workflows:view', false, 'test'],
    ]),
    'May see workflows and orders at test. It grants nothing else.',
  ],
  [
    role([['sos:products:joc:auditlog'], [`${orders}:view`]], [['/a', true, 'test']]),
    'May see orders in /a and below at test; see orders at every Controller except test; read the audit log. It grants nothing else.',
  ],
  [
    role([[orders, true]]),
    'Grants nothing. Whatever other roles grant, who has it may not do anything with orders at any Controller.',
  ],
  [
    role([
      ['sos:products:joc'],
      ['sos:products:controller'],
      ['sos:products:controller', true, 'production'],
    ]),
    'May do everything there is to do at every Controller except production; do everything that concerns the Cockpit itself. It grants nothing else. Whatever other roles grant, who has it may not do anything at production.',
  ],
  [
    role([['sos:products', true]]),
    'Grants nothing. Whatever other roles grant, who has it may not do anything.',
  ],
  [
    role([
      [`${orders}:cancel`, true],
      ['sos:products:joc:inventory', true],
    ]),
    'Grants nothing. Whatever other roles grant, who has it may not cancel orders at any Controller; nor do anything with the inventory.',
  ],
  [role([['sos:no:such:name']], [['/a', true]]), 'Grants nothing.'],
] as const)
  test(`a role is put into words: ${sentence.slice(0, 60)}`, () => assert.equal(words(draft), sentence));

test('a denial inside everything is not lost in the words', () => {
  const sentence = words(role([['sos:products'], [`${orders}:cancel`, true]]));
  assert.doesNotMatch(sentence, /everything, everywhere/);
  assert.match(sentence, /may not cancel orders at any Controller/);
});

test('everything in some folders is not called everything everywhere', () => {
  assert.doesNotMatch(words(role([['sos:products']], [['/a', true]])), /everything, everywhere/);
});

test('every default role and every leaf alone has words, and no two leaves have the same', () => {
  for (const { name, grants } of defaultRoles)
    assert.doesNotMatch(words(role(grants.map((one) => [one]))), /meaning\.|nodes\.|undefined/, name);
  assert.equal(new Set(permissions.map((leaf) => words(role([[leaf]])))).size, permissions.length);
});
