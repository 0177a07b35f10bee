import type {
  EntityManager,
  EntityTarget,
  FindOptionsOrder,
  FindOptionsWhere,
  ObjectLiteral,
} from 'typeorm';

import type { AppError } from '../errors/app-error.js';
import type { StoreScope } from '../scope/store-scope.js';
import { decodeCursor, type ListSlice, toSlice } from '../stores/list-cursor.js';
import type { StoreConnections } from './store-connections.js';
import type { StoreOwnedEntity } from './store-owned.entity.js';

/** Conditions without the store: it comes from the scope and nobody else can name it. Alternatives (arrays) are refused. */
export type StoreWhere<E> = Omit<FindOptionsWhere<E>, 'storeId'>;
/** A change of columns; whose row it is and which row it is never change. */
export type StorePatch<E> = Partial<Omit<E, 'id' | 'storeId' | 'createdAt' | 'updatedAt'>>;
/** A new row; the store comes from the scope, the database fills the rest. */
export type NewRow<E> = Partial<Omit<E, 'storeId' | 'createdAt' | 'updatedAt'>>;

export interface FindOptions<E> {
  order?: FindOptionsOrder<E>;
  take?: number;
}

export interface RowsOptions {
  /** For large statements that run often and whose plan suits every store: see `WholeTransaction`. */
  isKept?: boolean;
}

export interface SliceOptions {
  /** Where the slice before ended, as it said; left out for the first. */
  cursor?: string;
  limit: number;
  /** What the statement itself asks with, from $5 on. */
  params?: readonly unknown[];
}

/**
 * The only way to a store's rows. The store id is part of every statement, merged last; there is no save, no remove, no
 * upsert by id and no raw builder, because each of those was seen to reach another store's rows (see README, Decisions).
 */
export abstract class StoreScopedRepository<E extends StoreOwnedEntity> {
  protected constructor(
    protected readonly connections: StoreConnections,
    private readonly entity: EntityTarget<E>,
  ) {}

  find(scope: StoreScope, where: StoreWhere<E>, options: FindOptions<E> = {}): Promise<E[]> {
    // only these two: anything else in the options (relations, another where) could leave the store
    const { order, take } = options;
    return this.within(scope, (manager) =>
      manager.find(this.entity, { where: scoped<E>(scope, where), order, take }),
    );
  }

  findOne(scope: StoreScope, where: StoreWhere<E>): Promise<E | null> {
    return this.within(scope, (manager) =>
      manager.findOne(this.entity, { where: scoped<E>(scope, where) }),
    );
  }

  /** Throws the noun's own not-found error; another store's id looks exactly like a missing one. */
  async get(scope: StoreScope, id: string): Promise<E> {
    const row = await this.findOne(scope, { id } as StoreWhere<E>);
    if (!row) throw this.notFound(id);
    return row;
  }

  count(scope: StoreScope, where: StoreWhere<E> = {} as StoreWhere<E>): Promise<number> {
    return this.within(scope, (manager) =>
      manager.count(this.entity, { where: scoped<E>(scope, where) }),
    );
  }

  /** Returns the row as the database now has it, generated columns included. */
  async insert(scope: StoreScope, row: NewRow<E>): Promise<E> {
    const [inserted] = await this.insertMany(scope, [row]);
    return inserted as E;
  }

  /** One statement for all rows; a row without an id gets one. */
  async insertMany(scope: StoreScope, rows: NewRow<E>[]): Promise<E[]> {
    if (rows.length === 0) return [];
    const values = rows.map((row) => ({ ...row, storeId: scope.storeId }));
    return this.within(scope, async (manager) => {
      const result = await manager
        .createQueryBuilder()
        .insert()
        .into(this.entity)
        .values(values as never)
        .returning('*')
        .execute();
      return result.generatedMaps.map((map, i) =>
        manager.create(this.entity, { ...values[i], ...map } as never),
      );
    });
  }

  /** Returns how many rows changed: 0 tells that the row is missing, another store's, or moved on. */
  async update(scope: StoreScope, where: StoreWhere<E>, patch: StorePatch<E>): Promise<number> {
    const result = await this.within(scope, (manager) =>
      manager.update(this.entity, scoped<E>(scope, where), withoutIdentity(patch) as never),
    );
    return result.affected ?? 0;
  }

  async delete(scope: StoreScope, where: StoreWhere<E>): Promise<number> {
    const result = await this.within(scope, (manager) =>
      manager.delete(this.entity, scoped<E>(scope, where)),
    );
    return result.affected ?? 0;
  }

  /** Plain rows of a statement in which `$1` is always the store id; the caller's parameters start at `$2`. */
  protected rows<T extends ObjectLiteral>(
    scope: StoreScope,
    sql: string,
    params: readonly unknown[] = [],
    { isKept = false }: RowsOptions = {},
  ): Promise<T[]> {
    if (!/\b(store_id|stores)\b[^;]*\$1\b/.test(sql)) {
      throw new Error('A statement on store rows must bind store_id to $1.');
    }
    const values = [scope.storeId, ...params];
    return this.connections.statement(scope, { text: sql, values, isKept }) as Promise<T[]>;
  }

  /** A slice of what a statement finds, in the order of its `createdAt` and `id`, which it has to select. */
  protected async slice<T extends { id: string }>(
    scope: StoreScope,
    sql: string,
    { cursor, limit, params = [] }: SliceOptions,
    order: 'ASC' | 'DESC' = 'ASC',
  ): Promise<ListSlice<T>> {
    const after = cursor === undefined ? null : decodeCursor(cursor);
    const rows = await this.rows<T & { cursorTime: string }>(
      scope,
      `SELECT *, "createdAt"::text AS "cursorTime" FROM (${sql}) AS listed
       WHERE $2::timestamptz IS NULL
          OR ("createdAt", id) ${order === 'ASC' ? '>' : '<'} ($2::timestamptz, $3::uuid)
       ORDER BY "createdAt" ${order}, id ${order} LIMIT $4`,
      [after?.createdAt ?? null, after?.id ?? null, limit + 1, ...params],
    );
    return toSlice(rows, limit);
  }

  protected abstract notFound(id: string): AppError;

  private within<T>(scope: StoreScope, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.connections.run(scope, work);
  }
}

/** The scope's store wins over whatever the caller brought along at run time. */
function scoped<E>(scope: StoreScope, where: StoreWhere<E>): FindOptionsWhere<E> {
  if (Array.isArray(where)) throw new Error('Alternatives in a condition could leave the store.');
  return { ...where, storeId: scope.storeId } as FindOptionsWhere<E>;
}

function withoutIdentity<E>(patch: StorePatch<E>): ObjectLiteral {
  const copy: ObjectLiteral = { ...patch };
  delete copy.id;
  delete copy.storeId;
  return copy;
}
