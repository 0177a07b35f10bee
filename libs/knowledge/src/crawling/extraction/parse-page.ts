import { Parser } from 'htmlparser2';

import { addChild, addText, type HtmlElement, newElement } from './html-element.js';
import { openedId } from './noise/hidden-text.js';
import { isNeverText, isNoise, survivorsOf } from './noise/page-noise.js';
import { type Attributes, NoteTaker, type PageNotes } from './page-notes.js';

/** A page taken apart: the tree of its text, and what stands beside it. */
export interface PageParts extends PageNotes {
  root: HtmlElement;
}

/** Browsers stop nesting at 512. Text below this depth is kept, its elements are not. */
const maxDepth = 200;
/** Large shop pages have 20,000; beyond this, text is kept and elements are not, which bounds memory. */
const maxElements = 100_000;

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
  private readonly root = newElement('root', {});
  private readonly notes = new NoteTaker();
  /** The open elements that are built, outermost first. */
  private readonly built: HtmlElement[] = [this.root];
  private readonly opened: Opened[] = [];
  private readonly openedIds = new Set<string>();
  private elements = 0;
  private dropping = 0;

  open(name: string, attributes: Attributes): void {
    this.notes.open(name, attributes, this.dropping > 0);
    for (const id of openedId(attributes)) this.openedIds.add(id);
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
    this.notes.text(text);
    if (this.dropping === 0) addText(this.current(), text);
  }

  close(): void {
    this.notes.close();
    const opened = this.opened.pop();
    if (opened === 'dropped') this.dropping -= 1;
    if (opened === 'built') this.finishElement();
  }

  finish(): PageParts {
    while (this.opened.length > 0) this.close();
    return { ...this.notes.notes, root: this.root };
  }

  private current(): HtmlElement {
    return this.built.at(-1) ?? this.root;
  }

  private finishElement(): void {
    const element = this.built.pop();
    if (element === undefined) return;
    if (element.name === 'a') element.linkLength = element.textLength;
    const parent = this.current();
    if (!isNoise(element, this.built, this.openedIds)) addChild(parent, element);
    else for (const survivor of survivorsOf(element)) addChild(parent, survivor);
  }
}
