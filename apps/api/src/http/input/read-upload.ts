import type { GivenFile } from '@app/knowledge';
import { AppError } from '@app/tenancy';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

import { inputInvalid } from '../problems/http.errors.js';
import { encodingUnsupported, HttpProblem } from '../problems/http-problem.js';
import {
  fileMissing,
  fileTooLarge,
  notMultipart,
  uploadMalformed,
} from '../problems/upload.errors.js';

/** A catalogue of 300 pages with pictures; more text than this nobody reads. */
export const maxFileBytes = 20 * 1024 * 1024;
/** For the names and the borders around the file. */
const aroundFileBytes = 64 * 1024;

const limits = { fileSize: maxFileBytes, files: 1, fields: 0, parts: 1, headerPairs: 20 };

/** Reads the one file of a request, or says what is wrong with it. What is announced as too large is not read at all. */
export async function readUpload(request: FastifyRequest): Promise<GivenFile> {
  if (!request.isMultipart()) throw notMultipart();
  if (request.headers['content-encoding'] !== undefined) throw encodingUnsupported();
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxFileBytes + aroundFileBytes) throw fileTooLarge();
  try {
    return await firstFile(request.parts({ limits }));
  } catch (error) {
    throw refusalOf(error);
  }
}

async function firstFile(parts: AsyncIterable<Multipart>): Promise<GivenFile> {
  const files: GivenFile[] = [];
  for await (const part of parts) {
    if (part.type !== 'file' || part.fieldname !== 'file') throw fileMissing();
    files.push({
      name: part.filename,
      contentType: part.mimetype,
      bytes: await part.toBuffer(),
    });
  }
  const [file] = files;
  if (file === undefined) throw fileMissing();
  return file;
}

const limitCodes = ['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT'];

function refusalOf(error: unknown): unknown {
  if (error instanceof AppError || error instanceof HttpProblem) return error;
  const { code = '' } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return fileTooLarge();
  if (limitCodes.includes(code)) {
    return inputInvalid([{ in: 'body', field: 'file', message: 'Must be the only part' }]);
  }
  return uploadMalformed();
}
