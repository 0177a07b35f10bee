import { z } from 'zod';

import { EnvError, readEnv } from './read-env.js';

const schema = z.object({
  SPEC_PORT: z.coerce.number('must be a number').int().default(8001),
  SPEC_URL: z.url('must be a URL').optional(),
});

afterEach(() => {
  delete process.env.SPEC_PORT;
  delete process.env.SPEC_URL;
});

describe('readEnv', () => {
  it('treats an empty value as unset and freezes the result', () => {
    process.env.SPEC_PORT = '';

    const env = readEnv(schema);

    expect(env).toEqual({ SPEC_PORT: 8001 });
    expect(Object.isFrozen(env)).toBe(true);
  });

  it('names every bad variable and repeats no value', () => {
    process.env.SPEC_PORT = 'secret-one';
    process.env.SPEC_URL = 'secret-two';

    let error: unknown;
    try {
      readEnv(schema);
    } catch (caught) {
      error = caught;
    }

    expect(error).toBeInstanceOf(EnvError);
    const { message } = error as EnvError;
    expect(message).toContain('SPEC_PORT: must be a number');
    expect(message).toContain('SPEC_URL: must be a URL');
    expect(message).not.toContain('secret');
  });
});
