import { Injectable } from '@nestjs/common';

export interface KeptModel {
  model: string;
  /** Of the release that answers come from. */
  is_live: boolean;
}

export interface ModelOfVectors {
  /** What names the model that this deployment embeds with. */
  fingerprint: () => string;
  /** A statement that finds the `KeptModel`s of store $1. */
  keptSql: string;
}

/** Which models made a store's vectors, and which is used here. The room that embeds says so, this one does not know what a vector is. */
@Injectable()
export class VectorModels {
  private known?: ModelOfVectors;

  register(known: ModelOfVectors): void {
    this.known = known;
  }

  /** Undefined where nothing is embedded. */
  get fingerprint(): string | undefined {
    return this.known?.fingerprint();
  }

  get keptSql(): string | undefined {
    return this.known?.keptSql;
  }
}
