import { HttpProblem, type ProblemParts } from './http-problem.js';

const mediaTypeUnsupported: ProblemParts = {
  title: 'Unsupported media type',
  status: 415,
  detail: 'Bodies are read as JSON only; send the header "Content-Type: application/json".',
  code: 'MEDIA_TYPE_UNSUPPORTED',
};

/** What Fastify says by itself of other types. */
export const notJson = () => new HttpProblem(mediaTypeUnsupported);

/** Fastify's own refusals, by its error code: what they mean to a caller and what to do next. */
export const transportProblems: Readonly<Record<string, ProblemParts | undefined>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: mediaTypeUnsupported,
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: mediaTypeUnsupported,
  FST_ERR_CTP_BODY_TOO_LARGE: {
    title: 'The body is too large',
    status: 413,
    detail: 'A request body may hold 1 MiB (1048576 bytes); send less.',
    code: 'BODY_TOO_LARGE',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    title: 'Bad request',
    status: 400,
    detail: 'The body has another length than its "Content-Length" header says.',
    code: 'CONTENT_LENGTH_WRONG',
  },
  FST_ERR_BAD_URL: {
    title: 'Bad request',
    status: 400,
    detail: 'The URL holds a percent sign that does not start a valid escape.',
    code: 'URL_MALFORMED',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    title: 'The URL is too long',
    status: 414,
    detail: 'A part of the URL is longer than any id of ours.',
    code: 'URL_TOO_LONG',
  },
  FST_ERR_HANDLER_TIMEOUT: {
    title: 'Not available right now',
    status: 503,
    detail: 'The request took too long and was given up; try again.',
    code: 'REQUEST_TIMEOUT',
    retry_after: 5,
  },
};
