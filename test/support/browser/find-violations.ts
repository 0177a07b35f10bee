import { readFileSync } from 'node:fs';

import type { Page } from 'playwright-core';

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

interface Moving {
  playState: string;
  effect: { getTiming(): { iterations?: number } } | null;
}

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe finds wrong with a page for people who do not see it, or see it badly. */
export async function findViolations(page: Page): Promise<string[]> {
  // so that nothing is judged half faded in
  await page.waitForFunction(() => {
    const { document } = globalThis as unknown as { document: { getAnimations(): Moving[] } };
    return document
      .getAnimations()
      .every(
        (one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity,
      );
  });
  await page.evaluate(source);
  const violations = (await page.evaluate(
    'axe.run().then((found) => found.violations)',
  )) as Violation[];
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary})`).join('; ')}`,
  );
}
