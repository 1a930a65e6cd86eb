/** Reads the imports of every source file and holds them against the table of arrows in ARCHITECTURE.md. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';

/** What core may use from outside: pure packages that know no clock, no I/O and no randomness. */
const pureThirdParties: readonly string[] = [];

/** The rooms of the house, from the longest path to the shortest, each with the rooms it may import. */
const rooms: readonly { readonly room: string; readonly may: readonly string[] }[] = [
  { room: 'core/base', may: [] },
  { room: 'core/audit', may: ['core/base'] },
  { room: 'core/hop', may: ['core/base'] },
  { room: 'core/iam', may: ['core/base', 'core/audit', 'core/hop'] },
  { room: 'core/workflow', may: ['core/base', 'core/audit', 'core/hop'] },
  { room: 'contracts', may: ['core', 'contracts'] },
  { room: 'adapters/http', may: ['core', 'contracts'] },
  { room: 'adapters/link', may: ['core', 'contracts'] },
  { room: 'adapters', may: ['core'] },
  { room: 'apps', may: ['core', 'contracts'] },
];

/** One import as it stands in a file. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** A forbidden import, in words. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** Every import of a source: static, type-only, re-exported, dynamic, and `import('x')` in a type. */
export function importsOf(file: string, source: string): readonly Import[] {
  const parsed = parseSync(file, source);
  const found: Import[] = [];
  const add = (specifier: unknown, start: number) => {
    const line = source.slice(0, start).split('\n').length;
    found.push({ specifier: typeof specifier === 'string' ? specifier : '(computed)', line });
  };
  visit(parsed.program, (node) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration')
      add(literalOf(node.source), node.start);
    else if (node.type === 'ExportNamedDeclaration' && node.source) add(literalOf(node.source), node.start);
    else if (node.type === 'ImportExpression') add(literalOf(node.source), node.start);
    else if (node.type === 'TSImportType') add(literalOf(node.source ?? node.argument), node.start);
  });
  return found;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function literalOf(node: unknown): unknown {
  const literal = node as {
    readonly value?: unknown;
    readonly literal?: { readonly value?: unknown };
  } | null;
  return literal?.value ?? literal?.literal?.value;
}

function visit(value: unknown, seen: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, seen);
  else if (value !== null && typeof value === 'object') {
    if (typeof (value as Node).type === 'string') seen(value as Node);
    for (const child of Object.values(value)) visit(child, seen);
  }
}

/** The violations of one file. `packages` maps a package name to its folder. */
export function violationsOf(
  file: string,
  source: string,
  packages: ReadonlyMap<string, string>,
): readonly Violation[] {
  return importsOf(file, source).flatMap(({ specifier, line }) => {
    const what = faultOf(file, specifier, packages);
    return what === undefined ? [] : [{ file, line, what: `${specifier}: ${what}` }];
  });
}

function faultOf(file: string, specifier: string, packages: ReadonlyMap<string, string>): string | undefined {
  if (specifier === '(computed)') return 'a computed import can not be checked';
  const home = packageOf(file, packages);
  if (specifier.startsWith('.')) return relativeFault(file, specifier, home);
  if (specifier.startsWith('node:'))
    return file.startsWith('core/') ? 'core imports no module of Node' : undefined;
  if (specifier.startsWith('@interlock/')) return packageFault(file, specifier, home, packages);
  if (file.startsWith('core/') && !pureThirdParties.includes(specifier))
    return 'core imports only listed pure packages';
  return undefined;
}

function relativeFault(file: string, specifier: string, home: string): string | undefined {
  const target = normalize(join(dirname(file), specifier));
  if (isMadeForTests(target)) return 'only tests import what is made for tests';
  return target.startsWith(`${home}/`)
    ? undefined
    : 'another package is imported by its name, never by a path';
}

function packageFault(
  file: string,
  specifier: string,
  home: string,
  packages: ReadonlyMap<string, string>,
): string | undefined {
  const target = packages.get(specifier);
  if (target === undefined) return 'a package is imported by its name, never inside';
  if (target === home) return 'a package does not import itself by name';
  if (target.startsWith('testing/') || target === 'bench') return 'only tests import what is made for tests';
  if (isCompositionRoot(file) && target.startsWith('adapters/')) return undefined;
  return allowedFrom(file).some((room) => within(target, room))
    ? undefined
    : `${roomOf(file)} may not import ${target}`;
}

/** `apps/x/main.ts` puts an app together and alone imports adapters. */
function isCompositionRoot(file: string): boolean {
  return /^apps\/[^/]+\/main\.ts$/.test(file);
}

function allowedFrom(file: string): readonly string[] {
  return rooms.find(({ room }) => within(file, room))?.may ?? [];
}

function roomOf(file: string): string {
  return rooms.find(({ room }) => within(file, room))?.room ?? file;
}

function within(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}

function packageOf(file: string, packages: ReadonlyMap<string, string>): string {
  const homes = [...packages.values()].filter((folder) => within(file, folder));
  return homes.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** Tests, and what stands in a package for its tests alone: `x.fakes.ts`, a folder `testing`. */
function isMadeForTests(file: string): boolean {
  return /\.test\.tsx?$|\.fakes\.ts$|\/testing\//.test(file);
}

/** The sources that the table speaks of: no tests, no built files. */
export function sourceFiles(root: string): readonly string[] {
  return globSync('{core,contracts,adapters,apps}/**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|dist)$/.test(name),
  })
    .filter((file) => !isMadeForTests(file))
    .sort();
}

/** Package names and the folders they stand in. */
export function workspacePackages(root: string): ReadonlyMap<string, string> {
  const manifests = globSync('{core,contracts,adapters,apps,testing}/**/package.json', {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|dist)$/.test(name),
  });
  const entries = [...manifests, 'bench/package.json'].map((file): [string, string] => {
    const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as { readonly name: string };
    return [manifest.name, dirname(file)];
  });
  return new Map(entries);
}
