import { CredentialVault, Erasures, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { NewPrivacyRequest } from './privacy-request.repository.js';

/** The names of a shopper as a request keeps them: to be opened by it, and found by the erasure of any one of them. */
@Injectable()
export class SealedNames {
  constructor(
    private readonly vault: CredentialVault,
    private readonly erasures: Erasures,
  ) {}

  /** Throws TENANCY_CREDENTIALS_SECRET_MISSING. */
  seal(
    scope: StoreScope,
    names: readonly string[],
  ): Pick<NewPrivacyRequest, 'sealedNames' | 'nameHashes'> {
    return {
      sealedNames: this.vault.seal(scope.storeId, { names }),
      nameHashes: names.map((name) => this.erasures.hashOf(scope, name)),
    };
  }

  open({ storeId }: StoreScope, sealed: Buffer): string[] {
    return this.vault.open(storeId, sealed)['names'] as string[];
  }
}
