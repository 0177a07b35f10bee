import { randomBytes, randomUUID } from 'node:crypto';

import { isSessionText, readSession, type ShopperSession, signSession } from './session-token.js';

const secret = randomBytes(32);
const now = Date.parse('2026-01-05T09:30:00Z');
const session: ShopperSession = {
  id: randomUUID(),
  keyId: randomUUID(),
  origin: `https://${'x'.repeat(253)}.example:65535`,
  beganAt: now,
  expiresAt: now + 60_000,
};

describe('the token of a session', () => {
  it('says what was signed', () => {
    const text = signSession(session, secret);

    expect(isSessionText(text)).toBe(true);
    expect(readSession(text, secret)).toEqual(session);
  });

  it('is none any more with any one character another, added or left out', () => {
    const text = signSession(session, secret);

    for (let i = 0; i < text.length; i++) {
      const [before, after] = [text.slice(0, i), text.slice(i + 1)];
      const others = ['A', 'B', 'z', '0', '_', '-', '.'].filter((one) => one !== text[i]);
      for (const other of [...others, '', `${text[i]}A`]) {
        expect(readSession(before + other + after, secret)).toBeNull();
      }
    }
  });

  it('is none of another secret, nor with claims of another token', () => {
    const [body] = signSession({ ...session, id: randomUUID() }, secret).split('.');
    const [, signature] = signSession(session, secret).split('.');

    expect(readSession(signSession(session, randomBytes(32)), secret)).toBeNull();
    expect(readSession(`${body}.${signature}`, secret)).toBeNull();
  });

  it.each(['', 'sh_session_', 'sh_session_.', `sh_session_e30.${'A'.repeat(43)}`, 'sh_widget_x'])(
    'is none that was made up: "%s"',
    (text) => {
      expect(readSession(text, secret)).toBeNull();
    },
  );
});
