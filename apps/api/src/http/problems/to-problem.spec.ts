import { AppError, errorKinds } from '@app/tenancy';

import { kindMeanings, toProblem } from './to-problem.js';

describe('toProblem', () => {
  it.each(errorKinds)('gives %s errors their status, code and sentence', (kind) => {
    const problem = toProblem(
      new AppError({ kind, code: 'SOME_CODE', message: 'A sentence.' }),
      'c-1',
    );

    expect(problem).toMatchObject({
      status: kindMeanings[kind].status,
      code: 'SOME_CODE',
      detail: 'A sentence.',
      type: 'urn:storehand:problem:some-code',
      correlation_id: 'c-1',
    });
  });

  it('names the field an error is about, and passes its facts on under wire names', () => {
    const error = new AppError({
      kind: 'conflict',
      code: 'RUNNING',
      message: 'Already running.',
      details: { field: 'url', ingestId: 'i-1' },
    });

    expect(toProblem(error, 'c-1')).toMatchObject({
      errors: [{ field: 'url', message: 'Already running.' }],
      details: { ingest_id: 'i-1' },
    });
  });

  it('rounds waiting times up to whole seconds', () => {
    const wait = (retryAfterSeconds: number) =>
      toProblem(
        new AppError({ kind: 'unavailable', code: 'X', message: 'x', retryAfterSeconds }),
        'c',
      ).retry_after;

    expect([wait(0.2), wait(3.1)]).toEqual([1, 4]);
  });

  it.each([
    new Error('secret'),
    new TypeError('secret'),
    'secret',
    undefined,
    null,
    { status: 200 },
  ])('tells nothing about %p but the id', (thrown) => {
    const problem = toProblem(thrown, 'c-1');

    expect(problem).toMatchObject({ status: 500, code: 'INTERNAL_ERROR', correlation_id: 'c-1' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});
