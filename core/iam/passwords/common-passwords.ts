/**
 * Words that people build long passwords of first. The list was made by hand for this project, from what is
 * commonly known of leaked passwords: names of the keyboard's rows, of the product, its peers and its roles, months,
 * and the usual words of greeting and love. It is short on purpose: since a password alone needs fifteen characters,
 * nearly all lists of leaked passwords are refused by length, and what remains are such words put together.
 */
const words = [
  ...['password', 'passwort', 'passphrase', 'kennwort', 'contrasena', 'motdepasse', 'secret', 'geheim'],
  ...['admin', 'administrator', 'root', 'superuser', 'sysadmin', 'operator', 'user', 'guest', 'test', 'demo'],
  ...[
    'welcome',
    'willkommen',
    'bienvenue',
    'hello',
    'hallo',
    'letmein',
    'login',
    'access',
    'open',
    'changeme',
  ],
  ...[
    'change',
    'default',
    'initial',
    'temporary',
    'temp',
    'please',
    'me',
    'my',
    'the',
    'is',
    'this',
    'now',
    'it',
  ],
  ...[
    'qwerty',
    'qwertz',
    'azerty',
    'qwertyuiop',
    'qwertzuiop',
    'asdf',
    'asdfgh',
    'asdfghjkl',
    'yxcvbnm',
    'zxcvbnm',
  ],
  ...[
    '1qaz',
    '2wsx',
    '3edc',
    '4rfv',
    'qaz',
    'wsx',
    'edc',
    'abc',
    'abcd',
    'abcdef',
    'xyz',
    'q1w2e3r4',
    '1q2w3e4r',
    't5y6',
    '5t6z',
  ],
  ...[
    'iloveyou',
    'love',
    'monkey',
    'dragon',
    'sunshine',
    'princess',
    'football',
    'baseball',
    'master',
    'shadow',
  ],
  ...[
    'superman',
    'batman',
    'trustno',
    'whatever',
    'freedom',
    'computer',
    'internet',
    'server',
    'system',
    'company',
  ],
  ...['spring', 'summer', 'autumn', 'fall', 'winter', 'fruehling', 'sommer', 'herbst'],
  ...[
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  ...[
    'interlock',
    'cockpit',
    'controller',
    'agent',
    'jobscheduler',
    'scheduler',
    'joc',
    'js7',
    'sos',
    'workflow',
  ],
];

/** Passwords of this length and more that are quoted so often that they are tried as a whole. */
const phrases: ReadonlySet<string> = new Set([
  'correcthorsebatterystaple',
  'tobeornottobethatisthequestion',
  'thequickbrownfoxjumpsoverthelazydog',
  'maytheforcebewithyou',
  'onceuponatimeinamerica',
  'allyourbasearebelongtous',
  'inthebeginningwastheword',
  'neverettagonnagiveyouup',
  'nevergonnagiveyouup',
  'franzjagtimkomplettverwahrlostentaxi',
  'undsieschrittendurchdiestrassen',
]);

const letters: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

// The longest word first, so that «administrator» goes before «admin».
const anyWord = new RegExp([...words].sort((a, b) => b.length - a.length).join('|'), 'g');

/**
 * Whether a password is one that is tried first: a phrase that is quoted everywhere, or words of the list with
 * digits, signs and the usual exchanges of letters around them, so that fewer than eight other characters remain.
 */
export function isCommonPassword(password: string): boolean {
  const folded = password.toLowerCase();
  return [folded, unmasked(folded)].some((text) => {
    if (phrases.has(text.replace(/[^\p{L}]/gu, ''))) return true;
    const rest = text.replace(anyWord, '');
    return rest !== text && rest.replace(/[\d\s\p{P}\p{S}]/gu, '').length < 4 && rest.length < 12;
  });
}

function unmasked(text: string): string {
  return text.replace(/[@431!0$57]/g, (sign) => letters[sign] ?? sign);
}
