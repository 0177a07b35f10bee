import type { Json, JsonNode } from './json-node.js';

type Attributes = Readonly<Record<string, string>>;

interface Frame {
  depth: number;
  /** What the element describes, where it describes something. */
  item: JsonNode | null;
  /** Where its text goes when it ends, where it is a property whose value is text. */
  properties: readonly string[];
  text: string;
}

const maxItems = 500;
const maxTextLength = 2_000;
const addressed: Readonly<Record<string, string>> = {
  a: 'href',
  area: 'href',
  link: 'href',
  audio: 'src',
  embed: 'src',
  iframe: 'src',
  img: 'src',
  source: 'src',
  track: 'src',
  video: 'src',
  object: 'data',
  data: 'value',
  meter: 'value',
  time: 'datetime',
};

/**
 * Reads microdata (HTML standard, section 5) while a page is parsed, into the form of JSON-LD, so that one reader serves
 * both. `itemref` is not followed.
 */
export class MicrodataReader {
  /** The items that belong to no other. */
  readonly items: JsonNode[] = [];
  private readonly frames: Frame[] = [];
  private depth = 0;
  private count = 0;

  open(name: string, attributes: Attributes): void {
    this.depth += 1;
    const { itemprop, itemscope } = attributes;
    if (itemprop === undefined && itemscope === undefined) return;
    const properties = (itemprop ?? '').split(/\s+/).filter((property) => property !== '');
    if (itemscope !== undefined) this.openItem(properties, attributes);
    else this.openProperty(name, properties, attributes);
  }

  text(text: string): void {
    for (const frame of this.frames) {
      if (frame.properties.length > 0 && frame.text.length < maxTextLength) frame.text += text;
    }
  }

  close(): void {
    const last = this.frames.at(-1);
    if (last?.depth === this.depth) {
      this.frames.pop();
      if (last.properties.length > 0) this.add(last.properties, last.text.trim());
    }
    this.depth -= 1;
  }

  private openItem(properties: readonly string[], { itemtype, itemid }: Attributes): void {
    if (this.count >= maxItems) return;
    this.count += 1;
    const item: JsonNode = { '@type': (itemtype ?? '').trim().split(/\s+/) };
    if (itemid !== undefined) item['@id'] = itemid;
    if (properties.length > 0 && this.item() !== undefined) this.add(properties, item);
    else this.items.push(item);
    this.frames.push({ depth: this.depth, item, properties: [], text: '' });
  }

  private openProperty(name: string, properties: readonly string[], attributes: Attributes): void {
    if (this.item() === undefined || properties.length === 0) return;
    const value = attributes.content ?? attributes[addressed[name] ?? ''];
    if (value !== undefined) this.add(properties, value);
    else this.frames.push({ depth: this.depth, item: null, properties, text: '' });
  }

  private item(): JsonNode | undefined {
    return this.frames.findLast(({ item }) => item !== null)?.item ?? undefined;
  }

  private add(properties: readonly string[], value: Json): void {
    const item = this.item();
    if (item === undefined) return;
    for (const property of properties) {
      if (property === '__proto__') continue;
      const present = Object.hasOwn(item, property) ? item[property] : undefined;
      if (present === undefined) item[property] = value;
      else if (Array.isArray(present)) present.push(value);
      else item[property] = [present, value];
    }
  }
}
