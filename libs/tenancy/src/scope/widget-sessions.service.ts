import { randomUUID } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { CredentialVault } from '../stores/credential-vault.js';
import { credentialsKeyMissing } from '../tenancy.errors.js';
import type { WidgetPrincipal } from './access.decorator.js';
import { readSession, type ShopperSession, signSession } from './session-token.js';

export interface IssuedSession {
  sessionId: string;
  /** Returned once and kept nowhere. */
  token: string;
  expiresAt: Date;
  /** Tokens of this session end by then at the latest. */
  renewableUntil: Date;
}

const minuteMs = 60_000;
/** Tokens that are not read again at each request, a few megabytes. */
const knownAtMost = 10_000;

/**
 * Shopper sessions: a widget changes its public key for a token that lasts minutes, is bound to key, site and one shopper,
 * and can be renewed for some hours. Nothing is kept of a session: every process knows the secret that signs it, and whether
 * its key still works is asked at each use.
 */
@Injectable()
export class WidgetSessions {
  private readonly secret?: Buffer;
  /** What is known to be signed: signing it again to compare took longer than all else about a request's key. */
  private readonly known = new Map<string, ShopperSession>();

  constructor(
    @Inject(TENANCY_CONFIG) private readonly config: TenancyConfig,
    vault: CredentialVault,
  ) {
    this.secret = vault.secretFor('widget-sessions.1');
  }

  /** Begins a session, or renews that of the token. Throws TENANCY_CREDENTIALS_SECRET_MISSING. */
  issue(widget: WidgetPrincipal, now = Date.now()): IssuedSession {
    if (!this.secret) throw credentialsKeyMissing();
    const { minutes, mostMinutes } = this.config.widgetSessions;
    const { keyId, origin } = widget;
    const { id = randomUUID(), beganAt = now } = widget.session ?? {};
    const end = beganAt + mostMinutes * minuteMs;
    const expiresAt = Math.min(now + minutes * minuteMs, end);
    return {
      sessionId: id,
      token: signSession({ id, keyId, origin, beganAt, expiresAt }, this.secret),
      expiresAt: new Date(expiresAt),
      renewableUntil: new Date(end),
    };
  }

  /** Null for a token that is altered, made up or has run out; asks nobody. */
  read(text: string, now = Date.now()): ShopperSession | null {
    if (!this.secret) return null;
    const session = this.known.get(text) ?? readSession(text, this.secret);
    if (!session || session.expiresAt <= now) return null;
    if (this.known.size >= knownAtMost) this.known.clear();
    this.known.set(text, session);
    return session;
  }
}
