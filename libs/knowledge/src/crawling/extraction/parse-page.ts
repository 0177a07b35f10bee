import { Parser } from 'htmlparser2';

import { addChild, addText, type HtmlElement, newElement } from './html-element.js';
import { isNeverText, isNoise, survivorsOf } from './page-noise.js';

type Attributes = Record<string, string>;

/** A page taken apart: the tree of its text, and what stands beside it, in the order of the source. */
export interface PageParts {
  root: HtmlElement;
  titles: string[];
  metas: Attributes[];
  links: Attributes[];
  anchors: Attributes[];
  structuredData: string[];
  baseHref: string | null;
  language: string | null;
}

/** Browsers stop nesting at 512. Text below this depth is kept, its elements are not. */
const maxDepth = 200;
/** Large shop pages have 20,000; beyond this, text is kept and elements are not, which bounds memory. */
const maxElements = 100_000;
const maxAnchors = 5_000;
const maxStructuredData = 50;

/**
 * Parses a page in one pass into a tree that already lacks what is never, or hardly, text. Works for any input:
 * htmlparser2 repairs what is broken, nesting is bounded, nothing is executed or fetched.
 */
export function parsePage(html: string): PageParts {
  const builder = new TreeBuilder();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => builder.open(name, attributes),
      ontext: (text) => builder.text(text),
      onclosetag: () => builder.close(),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  return builder.finish();
}

type Opened = 'built' | 'dropped' | 'flattened';

class TreeBuilder {
  private readonly parts: PageParts = {
    root: newElement('root', {}),
    titles: [],
    metas: [],
    links: [],
    anchors: [],
    structuredData: [],
    baseHref: null,
    language: null,
  };
  /** The open elements that are built, outermost first. */
  private readonly built: HtmlElement[] = [this.parts.root];
  private readonly opened: Opened[] = [];
  private elements = 0;
  private dropping = 0;
  /** Where the text of the open `title` or JSON-LD script goes. */
  private capture: { into: string[]; text: string } | null = null;

  open(name: string, attributes: Attributes): void {
    if (!this.isInsideSvg(name)) this.note(name, attributes);
    if (this.dropping > 0 || isNeverText(name)) {
      this.dropping += 1;
      this.opened.push('dropped');
    } else if (this.built.length >= maxDepth || this.elements >= maxElements) {
      this.opened.push('flattened');
    } else {
      this.elements += 1;
      this.opened.push('built');
      this.built.push(newElement(name, attributes));
    }
  }

  text(text: string): void {
    if (this.capture !== null) this.capture.text += text;
    if (this.dropping === 0) addText(this.current(), text);
  }

  close(): void {
    if (this.capture !== null) this.keepCapture(this.capture);
    const opened = this.opened.pop();
    if (opened === 'dropped') this.dropping -= 1;
    if (opened === 'built') this.finishElement();
  }

  finish(): PageParts {
    while (this.opened.length > 0) this.close();
    return this.parts;
  }

  private current(): HtmlElement {
    return this.built.at(-1) ?? this.parts.root;
  }

  private finishElement(): void {
    const element = this.built.pop();
    if (element === undefined) return;
    if (element.name === 'a') element.linkLength = element.textLength;
    const parent = this.current();
    if (!isNoise(element, this.built)) addChild(parent, element);
    else for (const survivor of survivorsOf(element)) addChild(parent, survivor);
  }

  /** Drawings have titles of their own. */
  private isInsideSvg(name: string): boolean {
    return name === 'title' && this.dropping > 0;
  }

  private note(name: string, attributes: Attributes): void {
    const { parts } = this;
    switch (name) {
      case 'a':
      case 'area':
        return this.noteAnchor(attributes);
      case 'frame':
        return this.noteAnchor({ href: attributes.src ?? '' });
      case 'meta':
        return void parts.metas.push(attributes);
      case 'link':
        return void parts.links.push(attributes);
      case 'title':
        return this.startCapture(parts.titles);
      case 'script':
        return this.noteScript(attributes);
      default:
        this.noteRoot(name, attributes);
    }
  }

  private noteRoot(name: string, { href, lang, 'xml:lang': xmlLang }: Attributes): void {
    if (name === 'base') this.parts.baseHref ??= href ?? null;
    if (name === 'html') this.parts.language ??= lang ?? xmlLang ?? null;
  }

  private noteScript({ type = '' }: Attributes): void {
    if (/^\s*application\/ld\+json/i.test(type)) this.startCapture(this.parts.structuredData);
  }

  private startCapture(into: string[]): void {
    this.capture = { into, text: '' };
  }

  private noteAnchor(attributes: Attributes): void {
    const { anchors } = this.parts;
    if (attributes.href !== undefined && anchors.length < maxAnchors) anchors.push(attributes);
  }

  private keepCapture({ into, text }: { into: string[]; text: string }): void {
    this.capture = null;
    if (text.trim() !== '' && into.length < maxStructuredData) into.push(text);
  }
}
