import { AppError } from '../../errors/app-error.js';
import { readReason, reasonOf, writeReason } from './failure-reason.js';

const roundTrip = (error: unknown) => readReason(writeReason(reasonOf(error)));

describe('the reason a job failed for', () => {
  it('is the code and the sentence of an error of ours', () => {
    const error = new AppError({ kind: 'unavailable', code: 'SPEC_AWAY', message: 'It is away.' });

    expect(roundTrip(error)).toEqual({ code: 'SPEC_AWAY', message: 'It is away.' });
  });

  it('repeats nothing that others say, since it may quote a page or a shopper', () => {
    const parser = new SyntaxError('Unexpected token in "My order 4711"');
    const database = Object.assign(new Error('value "My order 4711" is too long'), {
      severity: 'ERROR',
      routine: 'varchar',
      code: '22001',
    });

    const reasons = [parser, database, new Error('My order 4711'), 'My order 4711'].map(roundTrip);

    expect(JSON.stringify(reasons)).not.toContain('4711');
    expect(reasons).toMatchObject([
      { code: 'INTERNAL_ERROR', message: 'SyntaxError' },
      { message: expect.stringContaining('22001') as string },
      { message: 'Error' },
      { message: 'string' },
    ]);
  });

  it('is known where BullMQ gave up, and said to be unknown where others wrote it', () => {
    expect(readReason('job stalled more than allowable limit').code).toBe('JOB_STALLED');
    expect(readReason('the customer said hello')).toEqual(readReason(undefined));
  });

  it('is cut where it is too long to be kept', () => {
    const line = writeReason({ code: 'SPEC', message: 'x'.repeat(10_000) });

    expect(line.length).toBeLessThan(600);
  });
});
