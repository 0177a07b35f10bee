import type { TenancyConfig } from '../config/tenancy.config.js';
import { CredentialVault } from '../stores/credential-vault.js';
import type { WidgetPrincipal } from './access.decorator.js';
import { type IssuedSession, WidgetSessions } from './widget-sessions.service.js';

const minute = 60_000;
const now = Date.parse('2026-01-05T09:30:00Z');
const widget: WidgetPrincipal = {
  kind: 'widget',
  keyId: 'k',
  storeId: 's',
  scopes: ['chat'],
  origin: 'https://shop.example',
};

function sessionsOf(credentialsSecret?: string): WidgetSessions {
  const config = {
    credentialsSecret,
    widgetSessions: { minutes: 30, mostMinutes: 45 },
  } as TenancyConfig;
  return new WidgetSessions(config, new CredentialVault(config));
}
const secret = 'a secret of thirty-two characters';

describe('sessions of widgets', () => {
  const sessions = sessionsOf(secret);
  const renew = ({ token }: IssuedSession, at: number) =>
    sessions.issue({ ...widget, session: sessions.read(token, at) ?? undefined }, at);

  it('last as long as their token, read once or often', () => {
    const { token, expiresAt } = sessions.issue(widget, now);

    expect(expiresAt.getTime()).toBe(now + 30 * minute);
    for (let i = 0; i < 2; i++) {
      expect(sessions.read(token, now + 30 * minute - 1)).toMatchObject({ keyId: 'k' });
      expect(sessions.read(token, now + 30 * minute)).toBeNull();
    }
  });

  it('are renewed up to their most, which no renewal moves', () => {
    const begun = sessions.issue(widget, now);

    const renewed = renew(begun, now + 20 * minute);
    const last = renew(renewed, now + 40 * minute);

    expect(new Set([begun, renewed, last].map(({ sessionId }) => sessionId)).size).toBe(1);
    for (const { expiresAt, renewableUntil } of [renewed, last]) {
      expect([expiresAt.getTime(), renewableUntil.getTime()]).toEqual([
        now + 45 * minute,
        now + 45 * minute,
      ]);
    }
    expect(sessions.read(last.token, now + 45 * minute)).toBeNull();
  });

  it('are known to every process with the same secret, and to no other', () => {
    const { token } = sessions.issue(widget, now);

    expect(sessionsOf(secret).read(token, now)).toMatchObject({ origin: widget.origin });
    expect(sessionsOf(`${secret}!`).read(token, now)).toBeNull();
    expect(sessionsOf().read(token, now)).toBeNull();
  });

  it('are begun by nobody without a secret', () => {
    expect(() => sessionsOf().issue(widget)).toThrow(
      expect.objectContaining({ code: 'TENANCY_CREDENTIALS_SECRET_MISSING' }),
    );
  });
});
