import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where distributions put a Chromium that needs no screen; TEST_BROWSER names another. */
const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
];

const browserPath = process.env['TEST_BROWSER'] ?? usualPlaces.find((place) => existsSync(place));

/** No name and no address but loopback is found, whatever a page or the browser itself asks for. */
const loopbackOnly = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
];

/** Rules that need a real browser; without one they are skipped and say so. */
export function inBrowser(rule: string, specs: () => void): void {
  if (browserPath) describe(rule, specs);
  else describe.skip(`${rule} (skipped: no Chromium; install chromium-headless-shell)`, specs);
}

/** A browser for one spec file, which closes it; `newPage` gives each test a page of its own. */
export function startBrowser(): Promise<Browser> {
  if (!browserPath) throw new Error('No Chromium: install chromium-headless-shell.');
  // as root, and in containers, Chromium has no sandbox of its own
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', ...loopbackOnly] });
}

export interface WatchedPage {
  page: Page;
  /** Uncaught errors and what the console called an error, violations of a content security policy among them. */
  errors: string[];
}

/** A page in a context of its own (no cookies, no storage of others). */
export async function newPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  // as patient as the suites are on a machine with other work
  page.setDefaultTimeout(60_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  return { page, errors };
}

/** For the eyes: a picture in the folder that TEST_SHOTS names, else nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['TEST_SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
