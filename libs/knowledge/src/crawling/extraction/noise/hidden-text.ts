import { has, type HtmlElement, type HtmlNode, shapes } from '../html-element.js';

/** Hidden text shorter than this is a label or a message for later, not a tab or an answer. */
export const hiddenLength = 60;
/** More than this is a page that its scripts show once it is drawn. */
const wholePage = 1_200;

/** Words of classes, ids and roles of what a click opens: answers, tabs, variants, "read more". */
const openable =
  /tab|panel|pane\b|accord|collaps|toggle|expand|faq|answer|question|reply|detail|descri|content|body|more|full|drop|slide|step|variant|product|spec|info|menu|region/i;
const opener = /(^|[-_\s])(toggle|accordion|trigger|opener|question|title|header|tab)/i;
const openerNames = new Set(['button', 'summary', 'dt', 'label', 'legend']);

/** Attributes of links, buttons and labels that name what they open. */
const references = ['aria-controls', 'href', 'data-target', 'data-bs-target', 'for'] as const;

/** The id that an element says it opens, if any. */
export function openedId(attributes: HtmlElement['attributes']): string[] {
  return references.flatMap((name) => {
    const [, id] = /^#?([^#/?]+)$/.exec(attributes[name] ?? '') ?? [];
    return id === undefined ? [] : [id];
  });
}

export function isHidden({ attributes }: HtmlElement): boolean {
  if (attributes.hidden !== undefined || attributes['aria-hidden'] === 'true') return true;
  return isClosed(attributes);
}

function isClosed({ hidden, style = '' }: HtmlElement['attributes']): boolean {
  return hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

/**
 * Text that no reader of the page ever sees: too small, far outside, in the colour of its ground, or hidden with nothing
 * that would open it. It is there for machines alone, and nobody at the store may know of it.
 */
export function isNeverSeen(
  element: HtmlElement,
  parent: HtmlElement | undefined,
  openedIds: ReadonlySet<string>,
): boolean {
  if (element.textLength > wholePage || has(element, shapes.h1)) return false;
  if (isUnreadable(element)) return true;
  return isClosed(element.attributes) && !isOpened(element, parent, openedIds);
}

function isOpened(
  { attributes }: HtmlElement,
  parent: HtmlElement | undefined,
  openedIds: ReadonlySet<string>,
): boolean {
  const { id = '', role = '' } = attributes;
  if (attributes.hidden === 'until-found' || openedIds.has(id)) return true;
  if (openable.test(`${attributes.class ?? ''} ${id} ${role}`)) return true;
  const before = parent?.children.findLast((child) => typeof child !== 'string');
  return before !== undefined && isOpener(before);
}

/** What stands before hidden text and reads like its heading, or like something to click. */
function isOpener(node: HtmlNode): boolean {
  if (typeof node === 'string') return false;
  const { name, attributes } = node;
  if (openerNames.has(name) || /^h[1-6]$/.test(name) || has(node, shapes.heading)) return true;
  if (attributes.onclick !== undefined || attributes['aria-expanded'] !== undefined) return true;
  if (attributes.role === 'button' || opener.test(attributes.class ?? '')) return true;
  return node.children.some((child) =>
    typeof child === 'string' ? /\?\s*$/.test(child) : isOpener(child),
  );
}

const outside =
  /(?<![-\w])(left|right|top|bottom|text-indent|margin-left)\s*:\s*-([5-9]\d\d|\d{4,})(\.\d+)?(px|pt|r?em|v[wh])/i;
const clipped =
  /(?<![-\w])clip(-path)?\s*:\s*(rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]|inset\(\s*(50|100)%)/i;

function isUnreadable({ attributes, children }: HtmlElement): boolean {
  const { style } = attributes;
  if (style === undefined) return false;
  if (outside.test(style) || clipped.test(style)) return true;
  const isPlain = children.every(
    (child) =>
      typeof child === 'string' || !(child.attributes.class ?? child.attributes.style ?? ''),
  );
  return isPlain && (isTiny(style) || isOfItsGround(style) || isFaded(attributes));
}

const isTiny = (style: string): boolean =>
  /(?<![-\w])font-size\s*:\s*(0(\.0+)?(px|pt|r?em|%)?|1(px|pt|%))\s*(;|!|$)/i.test(style);

/** What fades in once the page is there has a name that its scripts know it by. */
function isFaded({ style = '', ...attributes }: HtmlElement['attributes']): boolean {
  const isNamed = Object.keys(attributes).some((name) => /^(id|class|data-.*)$/.test(name));
  return !isNamed && /(?<![-\w])opacity\s*:\s*0?\.?0*\s*%?\s*(;|!|$)/i.test(style);
}

function isOfItsGround(style: string): boolean {
  const colour = colourOf(style, 'color');
  if (colour === null) return false;
  return colour === 'transparent' || colour === colourOf(style, 'background(?:-color)?');
}

/** Hex colours in six digits; only what is said in one word can be compared. */
function colourOf(style: string, property: string): string | null {
  const pattern = new RegExp(`(?<![-\\w])${property}\\s*:\\s*(#?\\w+)\\s*(?:;|!|$)`, 'i');
  const said = pattern.exec(style)?.[1]?.toLowerCase() ?? null;
  if (said === 'white') return '#ffffff';
  if (said === 'black') return '#000000';
  return said?.replace(/^#(\w)(\w)(\w)$/, '#$1$1$2$2$3$3') ?? null;
}
