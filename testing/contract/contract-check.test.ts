import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { type Route, routes } from '@interlock/cockpit-api';
import { z } from 'zod';
import { temporaryFolder } from '../testkit/temporary-folder.ts';
import { compareCalls } from './compare-calls.ts';
import { compareShapes, type Side } from './compare-shapes.ts';
import { js7Schemas } from './js7-schemas.ts';
import type { KnownDifference } from './known-differences.ts';
import { requestShape, responseShape } from './our-shape.ts';
import { type SchemaObject, shapeOf } from './shape-of.ts';
import { comparisonTable } from './table.ts';

const call = (request: z.ZodType, response: z.ZodType = z.strictObject({})): Route => ({
  ...routes.touch,
  path: '/thing',
  request,
  response,
});
const theirs = (schema: SchemaObject) =>
  shapeOf({ schema, place: '' }, () => assert.fail('this schema has no references'));
const differences = (side: Side, ours: z.ZodType, schema: SchemaObject) => {
  const shape = side === 'request' ? requestShape(call(ours)) : responseShape(call(z.object({}), ours));
  return compareShapes(shape, theirs({ type: 'object', ...schema }), side)
    .filter(({ field }) => field !== 'deliveryDate')
    .map(({ kind, field }) => `${kind} ${field}`);
};

const cases: readonly [
  what: string,
  side: Side,
  ours: z.ZodType,
  schema: SchemaObject,
  found: readonly string[],
][] = [
  [
    'equal members',
    'request',
    z.object({ a: z.string().optional() }),
    { properties: { a: { type: 'string' } } },
    [],
  ],
  [
    'a member that we do not read',
    'request',
    z.object({ b: z.string().optional() }),
    { properties: { a: { type: 'string' }, b: { type: 'string' } } },
    ['missing a'],
  ],
  [
    'an optional member of our own',
    'request',
    z.object({ a: z.string().optional(), b: z.string().optional() }),
    { properties: { a: { type: 'string' } } },
    ['extra b'],
  ],
  [
    'a needed member of our own',
    'request',
    z.object({ a: z.string().optional(), b: z.string() }),
    { properties: { a: { type: 'string' } } },
    ['stricter b'],
  ],
  [
    'a member that only we require',
    'request',
    z.object({ a: z.string() }),
    { properties: { a: { type: 'string' } } },
    ['stricter a'],
  ],
  [
    'a member that only JS7 requires',
    'request',
    z.object({ a: z.string().optional() }),
    { properties: { a: { type: 'string' } }, required: ['a'] },
    [],
  ],
  [
    'another type',
    'request',
    z.object({ a: z.number().optional() }),
    { properties: { a: { type: 'string' } } },
    ['type a'],
  ],
  [
    'a type less',
    'request',
    z.object({ a: z.int().optional() }),
    { properties: { a: { type: 'number' } } },
    ['stricter a'],
  ],
  [
    'a word less',
    'request',
    z.object({ a: z.enum(['x']).optional() }),
    { properties: { a: { type: 'string', enum: ['x', 'y'] } } },
    ['stricter a'],
  ],
  [
    'a word more',
    'request',
    z.object({ a: z.enum(['x', 'y']).optional() }),
    { properties: { a: { enum: ['x'] } } },
    [],
  ],
  [
    'words where JS7 has any text',
    'request',
    z.object({ a: z.enum(['x']).optional() }),
    { properties: { a: { type: 'string' } } },
    ['stricter a'],
  ],
  [
    'a tighter limit',
    'request',
    z.object({ a: z.string().max(3).optional() }),
    { properties: { a: { type: 'string', maxLength: 4 } } },
    ['stricter a'],
  ],
  [
    'a wider limit',
    'request',
    z.object({ a: z.string().max(5).optional() }),
    { properties: { a: { type: 'string', maxLength: 4 } } },
    [],
  ],
  [
    'a pattern of our own',
    'request',
    z.object({ a: z.string().regex(/^x/).optional() }),
    { properties: { a: { type: 'string' } } },
    ['stricter a'],
  ],
  [
    'a member within a list',
    'request',
    z.object({ a: z.array(z.object({ b: z.string() })).optional() }),
    {
      properties: { a: { type: 'array', items: { type: 'object', properties: { b: { type: 'string' } } } } },
    },
    ['stricter a[].b'],
  ],
  [
    'a member that is not always answered',
    'response',
    z.object({ a: z.string().optional() }),
    { properties: { a: { type: 'string' } }, required: ['a'] },
    ['looser a'],
  ],
  [
    'a word that is not expected',
    'response',
    z.object({ a: z.enum(['x', 'y']) }),
    { properties: { a: { type: 'string', enum: ['x'] } } },
    ['looser a'],
  ],
  [
    'null where none is expected',
    'response',
    z.object({ a: z.string().nullable() }),
    { properties: { a: { type: 'string' } } },
    ['looser a'],
  ],
  [
    'a limit that JS7 has',
    'response',
    z.object({ a: z.string() }),
    { properties: { a: { type: 'string', maxLength: 4 } } },
    [],
  ],
  [
    'additionalProperties',
    'response',
    z.object({ a: z.string(), b: z.string() }),
    { properties: { a: { type: 'string' }, b: { type: 'string' } }, additionalProperties: false },
    [],
  ],
  [
    'a value of which we say nothing',
    'response',
    z.object({ a: z.unknown() }),
    { properties: { a: { type: 'object', properties: { b: {} } } } },
    [],
  ],
];

describe('two schemas are compared field by field', () => {
  for (const [what, side, ours, schema, found] of cases)
    it(`${side}: ${what}`, () => assert.deepEqual(differences(side, ours, schema), found));
});

/** A folder with an index of `/thing` and these schemas. */
function published(folder: string, files: Readonly<Record<string, SchemaObject>>): void {
  const row = '| path | what it does | request | response |\n|---|---|---|---|\n';
  writeFileSync(join(folder, 'INDEX.md'), `${row}| /thing | does it | a/request.json | a/response.json |\n`);
  for (const [name, schema] of Object.entries(files)) {
    const file = join(folder, 'api/schemas', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(schema));
  }
}

const files = {
  'a/request.json': {
    type: 'object',
    extends: { $ref: '../b/base.json' },
    properties: { own: { $ref: '../../parts/word.json' } },
  },
  'b/base.json': { type: 'object', required: ['inherited'], properties: { inherited: { type: 'integer' } } },
  '../parts/word.json': { type: 'string', enum: ['x'] },
  'a/response.json': {
    type: 'object',
    properties: {
      child: { $ref: 'response.json' },
      either: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    },
  },
} as const;

describe('published schemas are read', () => {
  it('with their references, what they inherit, alternatives and those that contain themselves', (test) => {
    const folder = temporaryFolder(test);
    published(folder, files);
    const found = js7Schemas(folder)('/thing');
    const { request, response } = found ?? {};
    assert.deepEqual([...(request?.fields.keys() ?? [])], ['inherited', 'own']);
    assert.deepEqual([...(request?.fields.get('own')?.shape.words ?? [])], ['x']);
    assert.equal(request?.fields.get('inherited')?.required, true);
    assert.deepEqual([...(response?.fields.get('either')?.shape.types ?? [])], ['string', 'integer']);
    assert.equal(response?.fields.get('child')?.shape.fields.get('child')?.shape.types.size, 0);
    assert.equal(js7Schemas(folder)('/other'), undefined);
  });
});

describe('the list of known differences', () => {
  const ours = call(z.object({ own: z.enum(['x']).optional() }), z.strictObject({ more: z.string() }));
  const missing: KnownDifference = { side: 'request', kind: 'missing', fields: ['inherited'], reason: 'r' };
  const compare = (folder: string, known: readonly KnownDifference[]) => {
    published(folder, files);
    return compareCalls([ours], js7Schemas(folder), known);
  };
  const open = (comparison: ReturnType<typeof compareCalls>) =>
    comparison.differences
      .filter(({ reason }) => reason === undefined)
      .map(({ kind, field }) => `${kind} ${field}`);

  it('covers what it names, and nothing else', (test) => {
    const folder = temporaryFolder(test);
    const comparison = compare(folder, [missing]);
    assert.deepEqual(open(comparison), [
      'missing child',
      'missing either',
      'extra more',
      'extra deliveryDate',
    ]);
    assert.deepEqual(comparison.stale, []);
  });

  it('covers a member that JS7 requires only where it names it', (test) => {
    const folder = temporaryFolder(test);
    const { fields: _, ...broad } = missing;
    assert.ok(open(compare(folder, [broad])).includes('missing inherited'));
  });

  it('names what is listed in vain', (test) => {
    const folder = temporaryFolder(test);
    const vain: KnownDifference = { ...missing, fields: ['gone'] };
    const comparison = compare(folder, [missing, vain]);
    assert.deepEqual(comparison.stale, [vain]);
    assert.match(comparisonTable(comparison), /1 calls compared, 0 of our own: 4 differences not listed/);
  });
});
