import { Injectable } from '@nestjs/common';

import { WayBack } from '../placements/moving/way-back.js';
import { StoreScope } from '../scope/store-scope.js';
import { CredentialVault } from '../stores/credential-vault.js';
import type { ListSlice } from '../stores/list-cursor.js';
import { erasureNotFound } from '../tenancy.errors.js';
import type { ErasedPlace, Erasure, ErasureKind } from './erasure.js';
import { ErasureRepository } from './erasure.repository.js';
import { ErasureSigner } from './erasure-signer.js';

/** An erasure that is to be gone on with; its store may be gone. */
export interface LateErasure {
  id: string;
  scope: StoreScope;
  /** Of whom; null where all of the store is erased. */
  shopperId: string | null;
}

/**
 * What was erased and is being erased. A shopper is kept sealed until the end and as a keyed hash after it. It opens the
 * scopes of stores under erasure, which no guard and no job runner can open any more.
 */
@Injectable()
export class Erasures {
  constructor(
    private readonly erasures: ErasureRepository,
    private readonly signer: ErasureSigner,
    private readonly vault: CredentialVault,
    private readonly moves: WayBack,
  ) {}

  /**
   * Returns the id of one that is under way already, or of a new one; a shopper's begins anew, so that what was said since goes
   * too. What the store left where it was moved from goes first.
   * Throws TENANCY_MOVE_CONFLICT while a store that is to be erased is being moved.
   */
  begin(scope: StoreScope, shopperId: string | null = null): Promise<string> {
    return this.write(scope, shopperId, null);
  }

  /**
   * Leaves it to the sweep of a worker, which begins at once. The same request asks for each erasure once, also after its end.
   * Throws what `begin` throws.
   */
  order(scope: StoreScope, shopperId: string | null, askedBy: string): Promise<string> {
    return this.write(scope, shopperId, askedBy);
  }

  /** What a shopper is called in receipts. Throws TENANCY_CREDENTIALS_SECRET_MISSING. */
  hashOf({ storeId }: StoreScope, shopperId: string): string {
    return this.signer.hashOf(storeId, shopperId);
  }

  /** Names places before something is erased from them, so that a process that dies meanwhile leaves their names. */
  async name(id: string, places: readonly string[]): Promise<void> {
    for (const place of places) await this.erasures.add(id, place, 0);
  }

  async add(id: string, place: string, erased: number): Promise<void> {
    if (erased > 0) await this.erasures.add(id, place, erased);
  }

  settle(
    id: string,
    found: readonly Pick<ErasedPlace, 'place' | 'left' | 'awaitingVacuum'>[],
  ): Promise<void> {
    return this.erasures.settle(id, found);
  }

  /** Signs it; where something is left, or it was asked for again since the caller began, it stays open. */
  async endIfNothingIsLeft({ id, startedAt }: Pick<Erasure, 'id' | 'startedAt'>): Promise<Erasure> {
    const erasure = { ...(await this.get(id)), startedAt };
    if (erasure.finishedAt === null && erasure.places.every(({ left }) => left === 0)) {
      const finishedAt = new Date();
      const signature = this.signer.sign({ ...erasure, finishedAt });
      await this.erasures.end({ id, startedAt, finishedAt, signature });
    }
    return this.get(id);
  }

  /** Those that nobody works on any more; the caller's from now on. */
  async claimLate(kind: ErasureKind): Promise<LateErasure[]> {
    const late = await this.erasures.claimLate(kind);
    return late.map(({ id, storeId, sealedShopper }) => ({
      id,
      scope: StoreScope.open(storeId),
      shopperId: sealedShopper && String(this.vault.open(storeId, sealedShopper)['shopperId']),
    }));
  }

  /** Throws TENANCY_ERASURE_NOT_FOUND. */
  async get(id: string): Promise<Erasure> {
    const erasure = await this.erasures.find(id);
    if (erasure === null) throw erasureNotFound(id);
    return erasure;
  }

  /** The newest first. */
  list(cursor: string | undefined, limit: number): Promise<ListSlice<Erasure>> {
    return this.erasures.list(cursor, limit);
  }

  /** Whether this deployment signed exactly this. */
  isOurs({ signature, ...erasure }: Erasure): boolean {
    return signature !== null && this.signer.isOurs(erasure, signature);
  }

  private async write(scope: StoreScope, shopperId: string | null, askedBy: string | null) {
    const { storeId } = scope;
    await this.moves.giveUp(scope, { isForAll: shopperId === null });
    return this.erasures.begin({
      kind: shopperId === null ? 'store' : 'shopper',
      storeId,
      shopperHash: shopperId === null ? null : this.hashOf(scope, shopperId),
      sealedShopper: shopperId === null ? null : this.vault.seal(storeId, { shopperId }),
      askedBy,
    });
  }
}
