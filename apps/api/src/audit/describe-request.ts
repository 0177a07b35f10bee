import {
  type AuditActor,
  type AuditFacts,
  isUuid,
  type Principal,
  type ScopedRequest,
} from '@app/tenancy';

type Told = Pick<AuditFacts, 'aboutStoreId' | 'subjectId' | 'details'>;

export function actorOf(principal: Principal | undefined): AuditActor {
  if (!principal) return { kind: 'unknown' };
  if (principal.kind === 'admin') return { kind: 'admin' };
  const isSession = principal.kind === 'widget' && principal.session !== undefined;
  return { kind: isSession ? 'session' : principal.kind, keyId: principal.keyId };
}

/** What a request is about, as its path names it: a store, and the last other id or number. Nothing of its body. */
export function toldByPath({ params, storeScope }: ScopedRequest): Omit<Told, 'details'> {
  const { store_id: _, ...others } = (params ?? {}) as Record<string, unknown>;
  const subject = Object.values(others).at(-1);
  return {
    aboutStoreId: storeScope?.storeId,
    subjectId: isPlainId(subject) ? subject : undefined,
  };
}

/**
 * What is known once it is done: the id of what it made, and which fields it was given; their names only, which are known to
 * be ours by then.
 */
export function toldByResult(request: ScopedRequest, result: unknown): Told {
  const { aboutStoreId, subjectId } = toldByPath(request);
  const made = (result as { id?: unknown } | null | undefined)?.id;
  const madeId = isUuid(made) ? made : undefined;
  return {
    aboutStoreId: aboutStoreId ?? madeId,
    subjectId: subjectId ?? madeId,
    details: {
      fields: fieldsOf(request.body),
      ...(madeId !== undefined && subjectId !== undefined && { made_id: madeId }),
    },
  };
}

/** Nothing that could be more than an id. */
export const isPlainId = (value: unknown): value is string =>
  isUuid(value) || (typeof value === 'string' && /^\d{1,15}$/.test(value));

/** Clients of OpenAI's API send many that we do not know. */
const mostFields = 20;

function fieldsOf(body: unknown): string[] | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const names = Object.keys(body).filter((name) => /^[a-z_]{1,40}$/.test(name));
  return names.slice(0, mostFields);
}
