import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A cookie as it lies in the files of a closed browser. */
export interface KeptCookie {
  readonly name: string;
  readonly value: string;
}

/** The places where Chromium has kept its cookies, version by version. */
const cookieFiles = ['Default/Cookies', 'Default/Network/Cookies'];

/** The cookies of `localhost` in the files of a Chromium that is closed and was started with `--password-store=basic`. */
export function keptCookies(profile: string): readonly KeptCookie[] {
  return cookieFiles
    .map((file) => join(profile, file))
    .filter((path) => existsSync(path))
    .flatMap((path) => {
      const database = new DatabaseSync(path, { readOnly: true });
      try {
        const rows = database
          .prepare(
            "SELECT name, value, encrypted_value AS sealed FROM cookies WHERE host_key LIKE '%localhost'",
          )
          .all();
        return rows.map(({ name, value, sealed }) => ({
          name: String(name),
          value: value === '' ? opened(sealed as Uint8Array) : String(value),
        }));
      } finally {
        database.close();
      }
    });
}

/** Without a key ring Chromium seals by a key that everybody knows, so whoever has the files has the cookies. */
function opened(sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  if (bytes.subarray(0, 3).toString() !== 'v10')
    throw new Error('a cookie is sealed in a way not known here');
  const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
  const decipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
  const plain = Buffer.concat([decipher.update(bytes.subarray(3)), decipher.final()]);
  // Newer versions put the SHA-256 of the host before the value.
  const text = plain.toString('latin1');
  return /^[\x20-\x7e]*$/.test(text) ? text : plain.subarray(32).toString('latin1');
}

/** What in the files of a profile or a data folder looks like a token or a value of a page, however it is written there. */
export function tokensInFiles(folder: string): readonly string[] {
  const found = new Set<string>();
  for (const file of globSync('**/*', { cwd: folder, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = readFileSync(join(file.parentPath, file.name));
    // Web storage is kept in Latin-1 or in UTF-16, where the letters in between are empty.
    for (const text of [bytes.toString('latin1'), bytes.toString('latin1').replaceAll('\0', '')])
      for (const [token] of text.matchAll(/il[a-z]_[\w-]{43}(?![\w-])/g)) found.add(token);
  }
  return [...found];
}
