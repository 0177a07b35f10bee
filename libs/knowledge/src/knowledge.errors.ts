import { AppError } from '@app/tenancy';

const shownUrlLength = 200;

/** The URL cannot be crawled, whatever is tried: the caller must give another. */
export function urlRefused(url: string, reason: string): AppError {
  const shown = url.length > shownUrlLength ? `${url.slice(0, shownUrlLength)}…` : url;
  return new AppError({
    kind: 'invalid',
    code: 'KNOWLEDGE_URL_REFUSED',
    message: `"${shown}" cannot be crawled: it ${reason}. Give the http or https address of a public website.`,
    details: { field: 'url', url: shown, reason },
  });
}

/** The embedding server is away, busy or too slow; what was asked can be asked again. */
export function embeddingServiceDown(model: string, cause: unknown): AppError {
  return new AppError({
    kind: 'unavailable',
    code: 'KNOWLEDGE_EMBEDDING_UNAVAILABLE',
    message: `The embedding model "${model}" does not answer. Check OPENAI_BASE_URL and the server behind it; the work is tried again.`,
    retryAfterSeconds: 30,
    cause,
  });
}

/** The embedding server refuses us or sends what cannot be used; somebody has to change the configuration. */
export function embeddingServiceWrong(model: string, reason: string, cause: unknown): AppError {
  return new AppError({
    kind: 'invalid',
    code: 'KNOWLEDGE_EMBEDDING_REFUSED',
    message: `The embedding model "${model}" cannot be used: ${reason}. Check EMBEDDING_MODEL, EMBEDDING_DIMENSIONS, OPENAI_BASE_URL and OPENAI_API_KEY.`,
    details: { model, reason },
    cause,
  });
}
