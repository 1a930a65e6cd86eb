import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Route, routes } from '@interlock/cockpit-api';
import { checkRoutes } from './route-check.ts';
import { permissionsOfAllRoutes } from './testing/fake-cockpit.ts';

const names = permissionsOfAllRoutes();
const handlers = Object.fromEntries(Object.keys(routes).map((id) => [id, () => undefined]));
const good: Route = routes.touch;

describe('a route table', () => {
  it('of ours starts', () => {
    checkRoutes(handlers, names);
  });

  const bad: readonly (readonly [what: string, route: Partial<Route>, says: RegExp])[] = [
    ['another path than its id', { path: '/elsewhere' }, /its path is not/],
    ['no reason for asking no permission', { access: { kind: 'session', reason: ' ' } }, /says no reason/],
    [
      'a permission that is not in the catalogue',
      { access: { kind: 'anyOf', permissions: ['sos:products:none'] } },
      /not in the catalogue/,
    ],
    ['a change without an audit event', { changes: true }, /go together/],
    ['an audit event without a change', { auditEvent: 'Touched' }, /go together/],
    ['GET that changes', { method: 'GET', changes: true, auditEvent: 'Touched' }, /GET changes/],
    [
      'a change that needs only a right to view',
      {
        changes: true,
        auditEvent: 'X',
        access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
      },
      /changes with a right to view/,
    ],
  ];
  for (const [what, change, says] of bad)
    it(`does not start with ${what}`, () => {
      assert.throws(
        () => checkRoutes({ touch: () => undefined }, names, { touch: { ...good, ...change } }),
        says,
      );
    });

  it('does not start with a route that has no handler', () => {
    assert.throws(() => checkRoutes({}, names, { touch: good }), /touch: it has no handler/);
  });
});
