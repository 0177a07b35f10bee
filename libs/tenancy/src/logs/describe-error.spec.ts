import { AppError } from '../errors/app-error.js';
import { describeError } from './describe-error.js';

describe('describeError', () => {
  it('keeps neither statement, parameters nor values of a database error', () => {
    const driver = Object.assign(new Error('invalid input: "what a shopper wrote"'), {
      code: '22P02',
      severity: 'ERROR',
      routine: 'string_to_uuid',
    });
    const error = Object.assign(
      new Error('invalid input: "what a shopper wrote"', { cause: driver }),
      {
        query: 'SELECT $1',
        parameters: ['what a shopper wrote'],
        code: '22P02',
      },
    );

    const text = JSON.stringify(describeError(error));

    expect(text).not.toContain('shopper');
    expect(text).toContain('22P02');
  });

  it('lets ours, the runtime and the operating system speak, and nobody else', () => {
    const ours = new AppError({
      kind: 'unavailable',
      code: 'X_AWAY',
      message: 'The model is away.',
    });
    const system = Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' });
    const parser = new SyntaxError('Unexpected token in "what a shopper wrote"');
    const model = new Error('cannot answer "what a shopper wrote"');
    const messages = [ours, new TypeError('x is not a function'), system, parser, model].map(
      (error) => describeError(error).message,
    );

    expect(messages).toEqual([
      'The model is away.',
      'x is not a function',
      'connect ECONNREFUSED',
      undefined,
      undefined,
    ]);
  });

  it('keeps the frames of the stack without the message they start with', () => {
    const error = new Error('line one\n    line two');

    const { at } = describeError(error);

    expect(at?.length).toBeGreaterThan(0);
    expect(at?.every((line) => line.startsWith('at '))).toBe(true);
  });

  it('takes no line of a message for a frame, and no text of a server for a code', () => {
    const forged = new Error('broke\n    at what a shopper wrote (/a.js:1:1)');
    const named = Object.assign(new Error('x'), { code: 'what a shopper wrote', name: 'a\nb' });
    const texts = [forged, named].map((error) => JSON.stringify(describeError(error)));

    expect(texts.join('')).not.toContain('shopper');
    expect(describeError(named).name).toBe('Error');
  });

  it('follows a chain of causes only so far', () => {
    const error = new Error('a');
    error.cause = error;

    expect(JSON.stringify(describeError(error)).match(/"cause"/g)).toHaveLength(3);
  });
});
