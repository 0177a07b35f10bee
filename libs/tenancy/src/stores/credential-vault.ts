import { createCipheriv, createDecipheriv, createHmac, randomBytes, scryptSync } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { credentialsKeyMissing } from '../tenancy.errors.js';

/**
 * Seals a store's platform credentials with AES-256-GCM under CREDENTIALS_SECRET. The store's id is authenticated along,
 * so a sealed value copied to another store's row does not open.
 */
@Injectable()
export class CredentialVault {
  private readonly key?: Buffer;

  constructor(@Inject(TENANCY_CONFIG) config: TenancyConfig) {
    // scrypt once at start, so that a short or wordy secret still gives a key of full strength
    this.key = config.credentialsSecret
      ? scryptSync(config.credentialsSecret, 'storehand.credentials.1', 32)
      : undefined;
  }

  /** 32 bytes for one purpose, the same in every process and after every restart; undefined without CREDENTIALS_SECRET. */
  secretFor(purpose: string): Buffer | undefined {
    return this.key && createHmac('sha256', this.key).update(`storehand.${purpose}`).digest();
  }

  /** Returns iv (12 bytes), tag (16 bytes), then the ciphertext of the JSON. */
  seal(storeId: string, credentials: Record<string, unknown>): Buffer {
    if (!this.key) throw credentialsKeyMissing();
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(storeId));
    const text = Buffer.concat([
      cipher.update(JSON.stringify(credentials), 'utf8'),
      cipher.final(),
    ]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]);
  }

  open(storeId: string, sealed: Buffer): Record<string, unknown> {
    if (!this.key) throw credentialsKeyMissing();
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, 12))
      .setAAD(Buffer.from(storeId))
      .setAuthTag(sealed.subarray(12, 28));
    const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Record<string, unknown>;
  }
}
