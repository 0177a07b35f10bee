import type { HtmlElement } from '../extraction/html-element.js';
import type { StandIn, StandInEvidence } from './stand-in.js';

/** "Loading…" and a footer's line are shorter; a page that says something is not. */
const longestText = 80;
const longestMounted = 25;
const notice =
  /<noscript\b[^>]{0,200}>[^<]{0,100}(<(?!\/noscript)[^>]{0,200}>[^<]{0,200}){0,5}?javascript/i;

/** The frame of an app whose text comes with its scripts. */
export function emptyShell({ text, hasFacts, html, parts }: StandInEvidence): StandIn | null {
  if (hasFacts || text.length >= longestText || parts.scripts === 0) return null;
  const mount = parts.mounts.find((id) => mountedLength(parts.root, id) < longestMounted);
  if (mount !== undefined) {
    return shell(`its element “${mount}” is empty beside ${counted(parts.scripts)}`);
  }
  const isNoticed = text.length < longestMounted && notice.test(html.slice(0, 100_000));
  return isNoticed ? shell('it asks for JavaScript') : null;
}

function shell(evidence: string): StandIn {
  return { outcome: 'shell', detail: `the page has no text until its scripts run: ${evidence}` };
}

function counted(scripts: number): string {
  return scripts === 1 ? 'a script' : `${scripts} scripts`;
}

/** Elements without text are not in the tree. */
function mountedLength(element: HtmlElement, id: string): number {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.attributes.id === id || child.name === id) return child.textLength;
    const length = mountedLength(child, id);
    if (length > 0) return length;
  }
  return 0;
}
