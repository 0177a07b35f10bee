import { has, type HtmlElement, rawText, shapes } from '../html-element.js';
import { hiddenLength, isHidden, isNeverSeen } from './hidden-text.js';

const neverText = new Set(
  (
    'script style svg template noscript noframes iframe frame object embed applet canvas video audio map ' +
    'title link meta base input textarea datalist img picture source track param col colgroup wbr'
  ).split(' '),
);
const landmarks = new Set(['root', 'html', 'body', 'main', 'article']);

/** Class and id words of what floats over a page or around it. */
const overlay =
  /(^|[-_\s])(cookie[-_]?(banner|bar|consent|notice|popup|law|message|overlay|dialog)|gdpr|ccpa|onetrust|cookiebot|cc[-_]window|consent[-_]?(banner|popup|manager)?|modal|popup|pop[-_]up|lightbox|off[-_]?canvas|drawer|(mini|side|slidedown|ajax)[-_]?cart|cart[-_](drawer|popup|preview|dropdown)|toast|snackbar|quick[-_]?view|newsletter[-_]?(popup|wrapper)?|newsletterwrapper|preloader|spinner|skip[-_]link|breadcrumbs?|addthis|(social|share)[-_]?(links?|icons?|buttons?|this)|pagination)([-_\s]|$)/i;
const overlayLength = 1_200;

const actionText =
  /^\s*((skip|jump) to [\w\s]+|(add|move) to (cart|bag|basket|wish ?list|compare)|quick (view|shop|buy|add)|buy (it )?now|view cart|check ?out|(read|show|learn|view|see) (more|less|all)|back to top|in den (warenkorb|einkaufswagen)|ajouter au panier|añadir al carrito|×|x|close)[\s.…»>]*$/i;

/** Elements whose content no reader sees as text. Their links and metadata were noted before. */
export function isNeverText(name: string): boolean {
  return neverText.has(name);
}

/**
 * Whether a finished element is furniture or never seen: menus, dialogs, hidden text, buttons. When in doubt it stays, because
 * text that repeats on most pages is found and removed later, and text lost here is lost. Closed tabs and answers stay.
 * `openedIds` are those that links and buttons so far say they open.
 */
export function isNoise(
  element: HtmlElement,
  ancestors: readonly HtmlElement[],
  openedIds: ReadonlySet<string>,
): boolean {
  if (landmarks.has(element.name)) return false;
  if (element.name === 'br' || element.name === 'hr') return false;
  if (element.textLength === 0) return element.name !== 'td' && element.name !== 'th';
  return (
    isMenu(element) ||
    isUnseen(element, ancestors.at(-1), openedIds) ||
    isOverlay(element) ||
    isPlainButton(element, ancestors) ||
    isActionLink(element)
  );
}

/** A page's main heading often stands in its breadcrumbs; it outlives them. */
export function survivorsOf(element: HtmlElement): HtmlElement[] {
  if (!has(element, shapes.h1)) return [];
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.name === 'h1' ? [child] : survivorsOf(child);
  });
}

function isMenu({ name, attributes, textLength, linkLength }: HtmlElement): boolean {
  const role = attributes.role ?? '';
  if (name !== 'nav' && !/^(navigation|menu|menubar|search)$/.test(role)) return false;
  return role === 'search' || linkLength * 2 >= textLength || textLength < hiddenLength;
}

function isUnseen(
  element: HtmlElement,
  parent: HtmlElement | undefined,
  openedIds: ReadonlySet<string>,
): boolean {
  return isHiddenLabel(element) || isNeverSeen(element, parent, openedIds);
}

function isHiddenLabel(element: HtmlElement): boolean {
  if (!isHidden(element)) return false;
  return element.textLength < hiddenLength || has(element, shapes.form) || isOverlayNamed(element);
}

function isOverlay(element: HtmlElement): boolean {
  if (element.textLength > overlayLength || has(element, shapes.table)) return false;
  return isOverlayNamed(element);
}

function isOverlayNamed({ name, attributes }: HtmlElement): boolean {
  if (name === 'dialog' || /^(alert)?dialog$/.test(attributes.role ?? '')) return true;
  if (attributes['aria-modal'] === 'true') return true;
  return overlay.test(attributes.class ?? '') || overlay.test(attributes.id ?? '');
}

const headingNames = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'dt', 'th', 'legend']);

/** "Add to cart" goes; the button that opens an answer carries the question. */
function isPlainButton(
  { name, attributes }: HtmlElement,
  ancestors: readonly HtmlElement[],
): boolean {
  if (name !== 'button') return false;
  const isToggle = [
    'aria-expanded',
    'aria-controls',
    'data-toggle',
    'data-bs-toggle',
    'data-target',
  ].some((attribute) => attributes[attribute] !== undefined);
  return !isToggle && !ancestors.some((ancestor) => headingNames.has(ancestor.name));
}

/** Links that do something instead of leading somewhere. */
function isActionLink(element: HtmlElement): boolean {
  return element.name === 'a' && element.textLength <= 40 && actionText.test(rawText(element));
}
