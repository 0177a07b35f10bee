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

export const sourceNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_SOURCE_NOT_FOUND',
    message: `This store has no source ${id}; list its sources to see the ids.`,
  });

export const sourceExists = (sourceId: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_SOURCE_EXISTS',
    message: `This store reads that website already: it is source ${sourceId}; change that one.`,
    details: { source_id: sourceId },
  });

export const pageNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_PAGE_NOT_FOUND',
    message: `This store has no page ${id}; list its pages to see the ids.`,
  });

export const pageNotCrawled = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_PAGE_NOT_CRAWLED',
    message: `Page ${id} was not read from a website; change the snippet, file or feed that it comes from instead.`,
  });

export const ingestNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_INGEST_NOT_FOUND',
    message: `This store has no ingest ${id}; its status names the last one.`,
  });

export const ingestRunning = (ingestId: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_INGEST_RUNNING',
    message: `Ingest ${ingestId} of this store is still running; wait until it ends or cancel it.`,
    details: { ingest_id: ingestId },
  });

export const ingestEnded = (ingestId: string, status: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_INGEST_ENDED',
    message: `Ingest ${ingestId} has already ended as "${status}"; start a new one.`,
    details: { ingest_id: ingestId, status },
  });

export const ingestNotResumable = (ingestId: string, reason: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_INGEST_NOT_RESUMABLE',
    message: `Ingest ${ingestId} cannot be resumed: ${reason}; retry it instead.`,
    details: { ingest_id: ingestId },
  });

export const idempotencyKeyReused = (ingestId: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_IDEMPOTENCY_KEY_REUSED',
    message: `This Idempotency-Key started ingest ${ingestId} with another url or max_pages; use a new key for a new request.`,
    details: { ingest_id: ingestId },
  });

export const nothingToReindex = () =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_NOTHING_TO_REINDEX',
    message: 'This store has no live knowledge to index again; ingest a website first.',
  });

export const releaseNotFound = (number: number | string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_RELEASE_NOT_FOUND',
    message: `This store has no release ${number}; list its releases to see the numbers.`,
  });

/** For whoever still writes to a release that was given up meanwhile: there is nothing left to do. */
export const releaseNotBuilding = (number: number) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_RELEASE_NOT_FOUND',
    message: `Release ${number} is not being built any more.`,
  });

export const releaseNotKept = (number: number, status: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_RELEASE_NOT_KEPT',
    message: `Release ${number} is ${status}, so its pages are not there as a whole; choose one that is live, superseded or held.`,
    details: { release: number, status },
  });

export const nothingToCompare = (number: number) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_NOTHING_TO_COMPARE',
    message: `There is no kept release to compare release ${number} with; name one with \`against\`.`,
    details: { release: number },
  });

export const releaseNeverLive = (number: number) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_RELEASE_NEVER_LIVE',
    message: `Release ${number} is held and was never live; publish it instead of rolling back to it.`,
    details: { release: number },
  });

export const releaseNotHeld = (number: number, status: string) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_RELEASE_NOT_HELD',
    message: `Release ${number} is ${status}, not held; only a held release can be published by hand.`,
    details: { release: number, status },
  });

export const releaseGated = (number: number, problems: readonly { detail: string }[]) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_RELEASE_GATED',
    message: `Release ${number} still does not pass: ${problems.map(({ detail }) => detail).join(' ')} Publish it with despite_gates, or start a new ingest.`,
    details: { release: number, problems },
  });

export const chunkNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_CHUNK_NOT_FOUND',
    message: `This store has no chunk ${id}.`,
  });

export const checkQuestionNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_CHECK_NOT_FOUND',
    message: `This store has no check question ${id}; list them to see the ids.`,
  });

export const checkQuestionEmpty = () =>
  new AppError({
    kind: 'invalid',
    code: 'KNOWLEDGE_CHECK_QUESTION_EMPTY',
    message: 'The check question holds no word; write what a shopper would ask.',
    details: { field: 'question' },
  });

export const checkExpectsNothing = () =>
  new AppError({
    kind: 'invalid',
    code: 'KNOWLEDGE_CHECK_EXPECTS_NOTHING',
    message:
      'The check question expects nothing; give the address of the page that answers it, a text that must be found, or both.',
    details: { field: 'expected_url' },
  });

export const checkTextEmpty = () =>
  new AppError({
    kind: 'invalid',
    code: 'KNOWLEDGE_CHECK_EXPECTS_NOTHING',
    message: 'The expected text holds no word; write words that must be found, or leave it out.',
    details: { field: 'expected_text' },
  });

export const checkUrlUnknown = (url: string | null) =>
  new AppError({
    kind: 'invalid',
    code: 'KNOWLEDGE_CHECK_URL_UNKNOWN',
    message: `This store knows no page "${url}"; give an address as the list of pages shows it, or ingest the page first.`,
    details: { field: 'expected_url', url },
  });

export const tooManyChecks = (most: number) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_TOO_MANY_CHECKS',
    message: `This store has ${most} check questions, and more would make publishing slow; remove one first.`,
    details: { most },
  });

export const nothingToCheck = () =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_NOTHING_TO_CHECK',
    message: 'Nothing is live that could be asked; name a held release, or ingest a website first.',
  });

export const snippetNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_SNIPPET_NOT_FOUND',
    message: `This store has no snippet ${id}; list them to see the ids.`,
  });

export const fileNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'KNOWLEDGE_FILE_NOT_FOUND',
    message: `This store has no file ${id}; list them to see the ids.`,
  });

export const fileTypeUnknown = (name: string, endings: readonly string[]) =>
  new AppError({
    kind: 'invalid',
    code: 'KNOWLEDGE_FILE_TYPE_UNKNOWN',
    message: `"${name}" is of no type that can be read; give a file that ends in ${endings.map((ending) => `.${ending}`).join(', ')}.`,
    details: { field: 'file' },
  });

export const tooManyFiles = (most: number) =>
  new AppError({
    kind: 'conflict',
    code: 'KNOWLEDGE_TOO_MANY_FILES',
    message: `This store has ${most} files already; remove one first.`,
    details: { most },
  });
