import { inputInvalid } from './http.errors.js';
import { HttpProblem } from './http-problem.js';

export const fileTooLarge = () =>
  new HttpProblem({
    title: 'The file is too large',
    status: 413,
    detail: 'A file may hold 20 MiB (20971520 bytes); give it in parts.',
    code: 'FILE_TOO_LARGE',
  });

export const notMultipart = () =>
  new HttpProblem({
    title: 'Unsupported media type',
    status: 415,
    detail:
      'A file is read from the part `file` of a body of the type "multipart/form-data" only; a feed that has an address is added as a source of the kind `feed`.',
    code: 'MEDIA_TYPE_UNSUPPORTED',
  });

export const uploadMalformed = () =>
  new HttpProblem({
    title: 'Bad request',
    status: 400,
    detail:
      'The body is not readable as multipart/form-data: it ends too early or holds something else.',
    code: 'BODY_MALFORMED',
  });

export const fileMissing = () =>
  inputInvalid([
    { in: 'body', field: 'file', message: 'Required, as the only part, with a file name' },
  ]);
