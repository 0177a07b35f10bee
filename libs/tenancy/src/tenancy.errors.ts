import { AppError } from './errors/app-error.js';
import { type CapName, storeLimits } from './limits/store-limits.js';

export const storeNotFound = (storeId: string, cause?: unknown) =>
  new AppError({
    kind: 'not_found',
    code: 'TENANCY_STORE_NOT_FOUND',
    message: `There is no store ${storeId} for this key; list your stores or check the id.`,
    cause,
  });

export const storeExists = (storeId: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_STORE_EXISTS',
    message: `A store with id ${storeId} already exists; leave out "id" to get a new one.`,
  });

export const domainTaken = (domain: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_DOMAIN_TAKEN',
    message: `Another store already uses the domain ${domain}; choose another or clear it there first.`,
  });

export const shopifyDomainTaken = (domain: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_SHOPIFY_DOMAIN_TAKEN',
    message: `Another store already is the shop ${domain}; correct "shopify_domain" or clear it there first.`,
  });

export const storeIdRequired = () =>
  new AppError({
    kind: 'invalid',
    code: 'TENANCY_STORE_ID_REQUIRED',
    message:
      'An admin key must name the store: give "store_id" in the path, the query or the body, at /v1 and /mcp the header X-Store-Id.',
    details: { field: 'store_id' },
  });

export const storeIdMalformed = () =>
  new AppError({
    kind: 'invalid',
    code: 'TENANCY_STORE_ID_MALFORMED',
    message: '"store_id" is not a UUID; use the id that creating or listing stores returned.',
    details: { field: 'store_id' },
  });

export const storeInactive = () =>
  new AppError({
    kind: 'forbidden',
    code: 'TENANCY_STORE_INACTIVE',
    message: 'This store is switched off; an operator can set "is_active" to true.',
  });

export const keyMissing = () =>
  new AppError({
    kind: 'unauthorized',
    code: 'TENANCY_KEY_MISSING',
    message: 'Send an API key in the header "Authorization: Bearer <key>".',
  });

/** Unknown, mistyped, revoked and expired keys and tokens answer alike, so that none can be told from another. */
export const keyRefused = () =>
  new AppError({
    kind: 'unauthorized',
    code: 'TENANCY_KEY_REFUSED',
    message:
      'This API key or session token is not valid; check it for typing errors or create a new one.',
  });

export const keyKindRefused = (kind: string, allowed: readonly string[]) =>
  new AppError({
    kind: 'forbidden',
    code: 'TENANCY_KEY_KIND_REFUSED',
    message: `A ${kind} key may not do this; use a key of kind ${allowed.join(' or ')}.`,
  });

export const keyScopeRefused = (scope: string) =>
  new AppError({
    kind: 'forbidden',
    code: 'TENANCY_KEY_SCOPE_REFUSED',
    message: `This key was not given the scope "${scope}"; use another, or have an operator change its scopes.`,
    details: { scope },
  });

export const keyEnded = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_KEY_ENDED',
    message: `Key ${id} was revoked or replaced, or has expired; create a new one, or rotate its successor.`,
  });

export const keyFieldRefused = (field: string, kind: string) =>
  new AppError({
    kind: 'invalid',
    code: 'TENANCY_KEY_FIELD_REFUSED',
    message: `A ${kind} key has no "${field}"; leave it out.`,
    details: { field },
  });

export const originRefused = () =>
  new AppError({
    kind: 'forbidden',
    code: 'TENANCY_ORIGIN_REFUSED',
    message:
      'This widget key or session is not allowed on this site; add its origin to "allowed_origins", or begin a session here.',
  });

export const keyNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'TENANCY_KEY_NOT_FOUND',
    message: `This store has no key ${id}; list its keys to see the ids.`,
  });

/** How soon an ingest may have ended, so that another finds room. */
const lookAgainSeconds = 30;

/** Of work that waits there is less by and by, of what a store has only when somebody removes it. */
export const capReached = (
  name: CapName,
  { limit, used, more }: Record<'limit' | 'used' | 'more', number>,
) =>
  new AppError({
    ...(name === 'waiting_ingests'
      ? {
          kind: 'rate_limited',
          code: 'TENANCY_TOO_MANY_WAITING',
          retryAfterSeconds: lookAgainSeconds,
        }
      : { kind: 'conflict', code: 'TENANCY_LIMIT_REACHED' }),
    message:
      `This store may have ${limit} of "${name}", has ${used} and would get ${more} more: ${storeLimits[name].nextStep}, or have an ` +
      'operator raise the limit.',
    details: { limit: name, value: limit, used, more },
  });

export const cursorMalformed = () =>
  new AppError({
    kind: 'invalid',
    code: 'TENANCY_CURSOR_MALFORMED',
    message: '"cursor" is not one that this list returned; leave it out to start from the first.',
    details: { field: 'cursor' },
  });

export const credentialsKeyMissing = () =>
  new AppError({
    kind: 'unavailable',
    code: 'TENANCY_CREDENTIALS_SECRET_MISSING',
    message:
      'Without a secret neither store credentials nor sessions can be had: the operator must set CREDENTIALS_SECRET (32 characters or more).',
  });

export const databaseAway = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'TENANCY_DATABASE_UNAVAILABLE',
    message: 'The database does not answer at the moment; try again in a few seconds.',
    retryAfterSeconds: 2,
    cause,
  });

export const placementUnknown = (name: string) =>
  new AppError({
    kind: 'invalid',
    code: 'TENANCY_PLACEMENT_UNKNOWN',
    message: `There is no placement "${name}": name its database in PLACEMENT_URLS of every process, migrate it and start them again.`,
  });

export const placeNotNamed = (name: string, cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'TENANCY_DATABASE_UNAVAILABLE',
    message: `The store lives in placement "${name}", which this process does not know: the operator must name it in PLACEMENT_URLS.`,
    retryAfterSeconds: 30,
    cause,
  });

export const moveConflict = (storeId: string, why: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_MOVE_CONFLICT',
    message: `Store ${storeId} cannot do this now: ${why}. Look at its moves first.`,
  });

export const moveNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'TENANCY_MOVE_NOT_FOUND',
    message: `This store has no move ${id}; list its moves to see the ids.`,
  });

export const storeMoving = (storeId: string, cause?: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'TENANCY_STORE_MOVING',
    message: `Store ${storeId} is being moved to another database and takes no writes for some seconds; try again.`,
    retryAfterSeconds: 5,
    cause,
  });

export const databaseReadOnly = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'TENANCY_DATABASE_READ_ONLY',
    message:
      'The database takes no writes: it is a standby, or default_transaction_read_only is on. The operator must make it writable or point DATABASE_URL at the primary.',
    retryAfterSeconds: 10,
    cause,
  });

export const databaseFull = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'TENANCY_DATABASE_FULL',
    message:
      'The disk of the database is full, so nothing can be written; the operator must make room. Nothing that was kept is lost.',
    retryAfterSeconds: 30,
    cause,
  });

export const queueAway = () =>
  new AppError({
    kind: 'unavailable',
    code: 'TENANCY_QUEUE_UNAVAILABLE',
    message: 'The queue does not answer at the moment; try again in a few seconds.',
    retryAfterSeconds: 2,
  });

export const jobNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'TENANCY_JOB_NOT_FOUND',
    message: `This store has no failed job ${id}; list its failed jobs to see the ids.`,
  });

export const erasureNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'TENANCY_ERASURE_NOT_FOUND',
    message: `There is no erasure ${id}; list the erasures to see their ids.`,
  });
