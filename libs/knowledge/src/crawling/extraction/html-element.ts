/** A node of a page's tree, with what the rules of the extraction need to know about its text. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
  /** Characters of text inside, without the white space around each piece. */
  textLength: number;
  /** The part of `textLength` that stands in links. */
  linkLength: number;
  /** Which `shapes` occur below this element, as a sum of bits. */
  shapes: number;
}

export type HtmlNode = HtmlElement | string;

/** What shapes the text of a page; one bit each, because a page has ten thousand elements. */
export const shapes = {
  h1: 1,
  heading: 2,
  list: 4,
  table: 8,
  code: 16,
  form: 32,
  details: 64,
  block: 128,
} as const;

const blockNames =
  'address article aside blockquote body center dd dialog dir div dt fieldset figcaption figure ' +
  'footer header hgroup hr html legend li main menu nav optgroup p search section summary tbody td tfoot th ' +
  'thead tr';
const shapesByName: ReadonlyMap<string, number> = new Map([
  ...blockNames.split(' ').map((name) => [name, shapes.block] as const),
  ...['h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, shapes.heading | shapes.block] as const),
  ['h1', shapes.h1 | shapes.heading | shapes.block],
  ...['ul', 'ol', 'dl'].map((name) => [name, shapes.list | shapes.block] as const),
  ['table', shapes.table | shapes.block],
  ...['pre', 'listing', 'xmp'].map((name) => [name, shapes.code | shapes.block] as const),
  ['form', shapes.form | shapes.block],
  ['details', shapes.details | shapes.block],
]);

export function newElement(name: string, attributes: Record<string, string>): HtmlElement {
  return { name, attributes, children: [], textLength: 0, linkLength: 0, shapes: 0 };
}

/** The bits of an element itself; custom elements stand for blocks. */
export function shapesOf(name: string): number {
  return shapesByName.get(name) ?? (name.includes('-') ? shapes.block : 0);
}

export function isBlock(element: HtmlElement): boolean {
  return ((shapesOf(element.name) | element.shapes) & shapes.block) !== 0;
}

export function has(element: HtmlElement, bits: number): boolean {
  return (element.shapes & bits) !== 0;
}

export function addChild(parent: HtmlElement, child: HtmlElement): void {
  parent.children.push(child);
  parent.textLength += child.textLength;
  parent.linkLength += child.linkLength;
  parent.shapes |= child.shapes | shapesOf(child.name);
}

export function addText(parent: HtmlElement, text: string): void {
  const last = parent.children.length - 1;
  const previous = parent.children[last];
  if (typeof previous === 'string') parent.children[last] = previous + text;
  else parent.children.push(text);
  parent.textLength += text.trim().length;
}

/** The plain text inside, with its white space as written. */
export function rawText(element: HtmlElement): string {
  return element.children
    .map((child) =>
      typeof child === 'string' ? child : child.name === 'br' ? '\n' : rawText(child),
    )
    .join('');
}
