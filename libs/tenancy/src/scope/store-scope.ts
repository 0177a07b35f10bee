/** Of a widget's request; null where no session is shown, but the bare key. */
export interface Shopper {
  sessionId: string | null;
}

/**
 * Which store a piece of work belongs to: the first argument of everything that touches a store's data. Nobody outside
 * the guard, the job runner and test/support can make one (an architecture spec lists the callers of `open`), so code
 * without a scope does not compile. With a shopper it is narrower: of conversations, only that shopper's are found.
 */
export class StoreScope {
  /** Makes the type nominal: no object literal can pass for a scope. */
  readonly #isScope = true;

  private constructor(
    readonly storeId: string,
    readonly shopper?: Shopper,
  ) {}

  /** Opens the scope of a store whose id has been checked by the caller. */
  static open(storeId: string, shopper?: Shopper): StoreScope {
    if (!uuid.test(storeId)) throw new TypeError('A store scope needs a UUID.');
    return new StoreScope(storeId.toLowerCase(), shopper);
  }

  /** A second value for the same store, so that a transaction can be tied to exactly one of them. */
  derive(): StoreScope {
    return new StoreScope(this.storeId, this.shopper);
  }

  static isScope(value: unknown): value is StoreScope {
    return typeof value === 'object' && value !== null && #isScope in value;
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && uuid.test(value);
