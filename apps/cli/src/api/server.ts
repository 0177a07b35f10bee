import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CliError } from '../cli-error.js';
import type { CliEnvironment } from '../environment.js';

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
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), key: key.trim() };
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CliError(
      `"${text}" is not the address of a server; give --api-url like ${defaultUrl}.`,
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
