import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import {
  capsuleOfOtherModel,
  capsuleOfOtherVersion,
  capsuleSealed,
} from '../capsules/capsule.errors.js';
import type { CapsuleHeader } from '../capsules/capsule-format.js';
import { CapsuleHeaders } from '../capsules/capsule-headers.js';
import { CapsuleSchemas, type Schema } from '../capsules/capsule-schema.js';
import { VectorModels } from '../capsules/vector-models.js';

export interface ImportWishes {
  /** Where the store is to live; left out, in the shared database. */
  placement?: string;
  /** Its domain here; null for none, left out for that of the capsule. */
  domain?: string | null;
  /** Drops what is sealed, whether or not it could be opened here. */
  withoutCredentials?: boolean;
  /** Takes vectors of another model than this deployment's. */
  acceptModel?: boolean;
}

/** Whether a capsule fits to this deployment; nothing is made to fit that was not asked for. */
@Injectable()
export class CapsuleChecks {
  constructor(
    private readonly schemas: CapsuleSchemas,
    private readonly headers: CapsuleHeaders,
    private readonly models: VectorModels,
  ) {}

  /** Throws TENANCY_CAPSULE_VERSION, TENANCY_CAPSULE_SEALED and TENANCY_CAPSULE_MODEL. */
  async expectFit(to: Database, header: CapsuleHeader, wishes: ImportWishes): Promise<Schema> {
    const schema = await this.schemas.of(to);
    if (schema.fingerprint !== header.schema) throw ofOtherSchema(header, schema);
    const sealed = header.sealed.filter(({ rows }) => rows > 0);
    const isClosed = sealed.length > 0 && header.secret !== this.headers.secret;
    if (isClosed && !wishes.withoutCredentials) {
      throw capsuleSealed(sealed.map(({ table, column }) => `${table}.${column}`));
    }
    const live = liveModel(header);
    if (live !== undefined && !this.isOwnModel(header) && !wishes.acceptModel) {
      throw capsuleOfOtherModel(live, String(this.models.fingerprint));
    }
    return schema;
  }

  /** Only then can the same be found here as where it comes from. */
  isOwnModel(header: CapsuleHeader): boolean {
    const live = liveModel(header);
    const { fingerprint } = this.models;
    return live === undefined || fingerprint === undefined || live === fingerprint;
  }
}

const liveModel = ({ models }: CapsuleHeader): string | undefined =>
  models.find(({ is_live }) => is_live)?.model;

/** Says which tables are of other columns, where the first lines tell. */
function ofOtherSchema(header: CapsuleHeader, schema: Schema) {
  const theirs = new Map(header.tables.map(({ name, columns }) => [name, columns.join()]));
  const ours = new Map(
    [...schema.directory, ...schema.tables].map(({ name, columns }) => [name, columns.join()]),
  );
  const names = new Set([...theirs.keys(), ...ours.keys()]);
  const other = [...names].filter((name) => theirs.get(name) !== ours.get(name));
  const where = other.length > 0 ? ` (other in: ${other.join(', ')})` : '';
  return capsuleOfOtherVersion(
    `the tables of version ${header.schema}${where}`,
    `those of ${schema.fingerprint}`,
  );
}
