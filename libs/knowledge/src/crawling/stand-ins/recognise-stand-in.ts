import { challengePage } from './challenge-page.js';
import { closedSite } from './closed-site.js';
import { emptyShell } from './empty-shell.js';
import { loginPage } from './login-page.js';
import { missingPage } from './missing-page.js';
import type { StandIn, StandInEvidence } from './stand-in.js';

/** A page with more text than this is never mistaken, whatever else it holds. */
const longestStandIn = 1_500;

/**
 * Whether a page is a challenge, a "not found", a login, a shell or a "back soon" that was served with 200. When in doubt it is a page:
 * a little noise in the knowledge costs less than a page that customers ask about.
 */
export function recogniseStandIn(evidence: StandInEvidence): StandIn | null {
  if (evidence.text.length > longestStandIn) return null;
  return (
    challengePage(evidence) ??
    missingPage(evidence) ??
    loginPage(evidence) ??
    closedSite(evidence) ??
    emptyShell(evidence)
  );
}
