import { openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

import { CliError } from '../cli-error.js';

/** A file of this machine as the body of an upload. Throws `CliError` where there is none. */
export async function readUpload(file: string): Promise<FormData> {
  const form = new FormData();
  try {
    await access(file);
    form.append('file', await openAsBlob(file), path.basename(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(`The file "${file}" cannot be read: ${why}`);
  }
  return form;
}
