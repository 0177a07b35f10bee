import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** No charset for HTML: saved pages name their own. */
const contentTypes = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
  '.gz': 'application/gzip',
};

/**
 * Serves a folder of saved web pages from loopback, for tests and for trying the crawler on a real site.
 * Names are percent-decoded, folders answer with their index.html, nothing outside the folder is reachable.
 */
export async function startStaticSite(folder, { port = 0, host = '127.0.0.1' } = {}) {
  const root = path.resolve(folder);
  if (!(await isKind(root, 'isDirectory'))) throw new Error(`${root} is not a folder`);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    origin: `http://${host}:${server.address().port}`,
    host: `${host}:${server.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(root, request, response) {
  const file = await findFile(root, request.url ?? '/');
  if (file === null || !['GET', 'HEAD'].includes(request.method ?? '')) {
    const status = file === null ? 404 : 405;
    response.writeHead(status, { 'content-type': 'text/plain' }).end(`${status}\n`);
    return;
  }
  const { size, mtime } = await stat(file);
  response.writeHead(200, {
    'content-type': contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': size,
    'last-modified': mtime.toUTCString(),
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

async function findFile(root, target) {
  const pathname = decode(target.split(/[?#]/, 1)[0] ?? '/');
  if (pathname === null || pathname.includes('\0')) return null;
  const wanted = path.join(root, pathname);
  if (wanted !== root && !wanted.startsWith(root + path.sep)) return null;
  if (await isKind(wanted, 'isFile')) return wanted;
  const index = path.join(wanted, 'index.html');
  return (await isKind(index, 'isFile')) ? index : null;
}

function decode(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

async function isKind(file, kind) {
  try {
    return (await stat(file))[kind]();
  } catch {
    return false;
  }
}

async function main([folder, port]) {
  if (folder === undefined) {
    process.stderr.write('usage: node test/support/static-site.mjs <folder> [port]\n');
    process.exitCode = 1;
    return;
  }
  const site = await startStaticSite(folder, { port: Number(port ?? 0) });
  const files = await readdir(folder, { recursive: true });
  process.stdout.write(`${site.origin}/ serves ${files.length} files and folders of ${folder}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void site.stop());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
