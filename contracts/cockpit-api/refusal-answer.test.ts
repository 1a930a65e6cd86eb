import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ProblemCode, problem, problemCodes } from '@interlock/base';
import { bulkRefusalAnswer, refusalAnswer } from './refusal-answer.ts';

const facts = { reference: 'ref', atMs: Date.UTC(2026, 0, 1) };
const statusOf = (code: ProblemCode) => refusalAnswer(problem(code), facts).status;

describe('a refusal on the wire', () => {
  it('has the status that JS7’s clients expect of its kind', () => {
    const expected: Partial<Record<ProblemCode, number>> = {
      InvalidInput: 420,
      TooLarge: 413,
      UnknownOrder: 420,
      DuplicateName: 420,
      LoginRefused: 401,
      SessionUnknown: 440,
      PermissionDenied: 403,
      PasswordChangeRequired: 403,
      CrossSiteRefused: 403,
      Throttled: 429,
      ControllerUnreachable: 420,
      AuditUnavailable: 420,
      Internal: 420,
    };
    for (const [code, status] of Object.entries(expected))
      assert.equal(statusOf(code as ProblemCode), status, code);
  });

  it('never is a success, and always names itself', () => {
    for (const code of Object.keys(problemCodes) as ProblemCode[]) {
      const { status, body } = refusalAnswer(problem(code), facts);
      assert.ok(status >= 400, code);
      assert.equal(body.reference, 'ref', code);
      assert.equal(body.deliveryDate, '2026-01-01T00:00:00.000Z', code);
    }
  });

  it('is 434 where the call is one of those that JS7’s page passes over in silence', () => {
    const route = { quiet: ['ControllerUnreachable'] as const };
    assert.equal(refusalAnswer(problem('ControllerUnreachable'), { ...facts, route }).status, 434);
    assert.equal(refusalAnswer(problem('UnknownOrder'), { ...facts, route }).status, 420);
  });

  it('carries the class for which scripts look before its text', () => {
    const { body } = refusalAnswer(problem('UnknownOrder', 'unknown Order "x"'), facts);
    assert.deepEqual(body.error, {
      code: 'JOC-400',
      message: 'ControllerObjectNotExistException: unknown Order "x"',
      problem: 'UnknownOrder',
    });
  });

  it('says that an identity is proven only where a session was found', () => {
    const stranger = refusalAnswer(problem('CrossSiteRefused'), facts).body;
    const known = refusalAnswer(problem('PermissionDenied'), { ...facts, account: 'ann' }).body;
    assert.deepEqual(
      [stranger.isAuthenticated, known.isAuthenticated, known.isPermitted],
      [false, true, false],
    );
  });

  it('of a login is the same text, and nothing of its cause', () => {
    const { body } = refusalAnswer(problem('LoginRefused'), facts);
    assert.deepEqual(body, {
      hasRole: false,
      isAuthenticated: false,
      isPermitted: false,
      message: 'Access denied',
      reference: 'ref',
      deliveryDate: '2026-01-01T00:00:00.000Z',
    });
  });

  it('says when to try again, in whole seconds and at least one', () => {
    const { headers } = refusalAnswer(problem('Throttled', undefined, { retryAfterSeconds: 0.2 }), facts);
    assert.deepEqual(headers, { 'retry-after': '1' });
  });

  it('of a bulk call names each refused item', () => {
    const { status, body } = bulkRefusalAnswer([{ problem: problem('UnknownWorkflow'), path: '/a' }], facts);
    assert.equal(status, 419);
    assert.equal(body.reference, 'ref');
    assert.deepEqual(body.errors, [
      {
        code: 'JOC-400',
        message: 'ControllerObjectNotExistException: There is no such workflow.',
        path: '/a',
        surveyDate: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });
});
