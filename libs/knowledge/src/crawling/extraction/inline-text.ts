import { type HtmlElement, type HtmlNode, rawText } from './html-element.js';

const maxOptions = 40;

/**
 * Gathers text that flows on one line: white space collapses as in a browser, `br` breaks the line, struck-out prices stay
 * marked, a choice lists its options, and an address behind a mail or telephone link is written out.
 */
export class InlineText {
  private parts: string[] = [];

  add(node: HtmlNode): void {
    if (typeof node === 'string') this.parts.push(node.replace(/\s+/g, ' '));
    else this.addElement(node);
  }

  /** Two line breaks in a row end a paragraph. */
  paragraphs(): string[] {
    return this.parts
      .join('')
      .split(/\n *\n/)
      .map((paragraph) => tidy(paragraph))
      .filter((paragraph) => paragraph !== '');
  }

  private addElement(element: HtmlElement): void {
    switch (element.name) {
      case 'br':
        this.parts.push('\n');
        return;
      case 'del':
      case 's':
      case 'strike':
        this.wrap(' ~~', element, '~~ ');
        return;
      case 'q':
        this.wrap('"', element, '"');
        return;
      case 'select':
        this.addOptions(element);
        return;
      default:
        for (const child of element.children) this.add(child);
        this.addHiddenAddress(element);
    }
  }

  private wrap(before: string, element: HtmlElement, after: string): void {
    const inner = new InlineText();
    for (const child of element.children) inner.add(child);
    const text = inner.paragraphs().join(' ');
    if (text !== '') this.parts.push(`${before}${text}${after}`);
  }

  private addOptions(select: HtmlElement): void {
    const options = optionsOf(select);
    const name = `${select.attributes.name ?? ''} ${select.attributes.id ?? ''} ${select.attributes.class ?? ''}`;
    const isFurniture = /sort|country|currency|language|locale|province|state\b/i.test(name);
    if (options.length === 0 || options.length > maxOptions || isFurniture) return;
    if (options.every((option) => /^(\d+|[A-Z]{3})$/.test(option))) return;
    this.parts.push(` ${options.join(', ')} `);
  }

  private addHiddenAddress({ name, attributes, textLength, children }: HtmlElement): void {
    const [, address] =
      /^(?:mailto|tel):([^?]+)/i.exec(name === 'a' ? (attributes.href ?? '') : '') ?? [];
    if (address === undefined || textLength === 0) return;
    const shown = children
      .map((child) => (typeof child === 'string' ? child : rawText(child)))
      .join('');
    const comparable = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}@+]/gu, '');
    if (!comparable(shown).includes(comparable(address).replace(/^\+\d/, ''))) {
      this.parts.push(` (${address.trim()})`);
    }
  }
}

function tidy(paragraph: string): string {
  return paragraph
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function optionsOf(element: HtmlElement): string[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (child.name !== 'option') return optionsOf(child);
    const text = rawText(child).replace(/\s+/g, ' ').trim();
    const isPlaceholder =
      child.attributes.value === '' ||
      /^(default title|[-–—. ]*|(choose|select|pick)\b.*)$/i.test(text);
    return isPlaceholder ? [] : [text];
  });
}
