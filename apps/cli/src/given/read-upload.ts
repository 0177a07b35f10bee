import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

import { CliError } from '../cli-error.js';

const reasons: Record<string, string> = {
  ENOENT: 'is not there; check the path',
  ENOTDIR: 'is not there; check the path',
  EACCES: 'may not be read by you; check its permissions',
};

/** A file of this machine to be uploaded under its name. Throws `CliError` where there is none. */
export async function readUpload(file: string): Promise<File> {
  return new File([await openFile(file)], path.basename(file));
}

/** A file of this machine, which is read as it is sent. Throws `CliError` where there is none. */
export async function openFile(file: string, type?: string): Promise<Blob> {
  try {
    if ((await stat(file)).isDirectory()) {
      throw new CliError(`"${file}" is a folder; give the files in it one by one.`);
    }
    return await openAsBlob(file, { type });
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(`"${file}" ${reasons[code ?? ''] ?? `cannot be read: ${message}`}.`);
  }
}
