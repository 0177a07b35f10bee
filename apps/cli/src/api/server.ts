import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CliError } from '../cli-error.js';
import type { CliEnvironment } from '../environment.js';
import { oneLine } from '../terminal/printable.js';

export interface Server {
  /** Without a slash at its end and without /api/v1. */
  url: string;
  key: string;
}

const defaultUrl = 'http://127.0.0.1:8001';
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Which server to ask with which key: options before environment before what an embedded server left on this machine. */
export function chooseServer(
  options: { apiUrl?: string; key?: string },
  environment: CliEnvironment,
): Server {
  const url = readUrl(options.apiUrl ?? environment.apiUrl ?? defaultUrl);
  const key = options.key ?? environment.apiKey ?? localAdminKey(url, environment.dataDir);
  if (!key) {
    throw new CliError(
      `No API key for ${url.origin}: give --key <key> or set STOREHAND_API_KEY. An embedded server on this machine keeps its admin key in ${keyFile(environment.dataDir)}.`,
    );
  }
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), key: sendable(key.trim()) };
}

/** A header carries it, so that a slip of the clipboard is better told here. */
function sendable(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new CliError(
    'The API key holds a space, a line break or a letter that no key has; check --key or STOREHAND_API_KEY.',
  );
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CliError(
      `"${oneLine(text)}" is not the address of a server; give --api-url or STOREHAND_API_URL like ${defaultUrl}.`,
    );
  }
  url.pathname = url.pathname.replace(/\/api\/v1\/*$/, '/');
  return url;
}

const keyFile = (dataDir: string): string => path.join(dataDir, 'admin-key');

/** Only for a server on this machine: the local admin key is no business of any other. */
function localAdminKey(url: URL, dataDir: string): string | undefined {
  if (!loopback.test(url.hostname)) return undefined;
  try {
    return readFileSync(keyFile(dataDir), 'utf8');
  } catch {
    return undefined;
  }
}
