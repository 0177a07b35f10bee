import type { JsonNode } from '../products/json-node.js';
import { MicrodataReader } from '../products/microdata-reader.js';

export type Attributes = Record<string, string>;

/** What stands in a page beside its text, in the order of the source. */
export interface PageNotes {
  titles: string[];
  metas: Attributes[];
  links: Attributes[];
  anchors: Attributes[];
  forms: Attributes[];
  /** JSON-LD blocks as written. */
  structuredData: string[];
  /** JSON for the page's own scripts, where it may hold products. */
  embeddedJson: string[];
  /** Microdata in the form of JSON-LD. */
  microdata: JsonNode[];
  baseHref: string | null;
  /** Of the first `meta` refresh, except those for browsers without scripts. */
  refresh: string | null;
  language: string | null;
  /** Something on the page puts things into a cart. */
  hasCartButton: boolean;
  passwordFields: number;
  scripts: number;
  /** Ids and names of elements that apps draw themselves into. */
  mounts: string[];
}

const maxAnchors = 5_000;
const maxForms = 100;
const maxMounts = 5;
const maxBlocks = 50;
const maxEmbeddedLength = 2_000_000;
const cartAction =
  /(^|\/)(cart|basket|bag|warenkorb|panier|carrito|winkelwagen)\/(add|items?)\b|[?&]add-to-cart=/i;
const mountName =
  /^(root|app|__next|__nuxt|___gatsby|svelte|sveltekit|q-app|react-root|app-root|vue-app|main-app)$/i;
const cartName = /(^|[-_\s])add[-_]?to[-_]?(cart|bag|basket)([-_\s]|$)/i;

/** Takes notes while a page is parsed: links, forms, metadata and data for machines. */
export class NoteTaker {
  readonly notes: PageNotes;
  private readonly microdata = new MicrodataReader();
  /** Where the text of the open `title` or script of data goes. */
  private capture: { into: string[]; text: string } | null = null;

  private readonly takers: ReadonlyMap<string, (attributes: Attributes) => void>;

  constructor() {
    this.notes = {
      titles: [],
      metas: [],
      links: [],
      anchors: [],
      forms: [],
      structuredData: [],
      embeddedJson: [],
      microdata: this.microdata.items,
      baseHref: null,
      refresh: null,
      language: null,
      hasCartButton: false,
      passwordFields: 0,
      scripts: 0,
      mounts: [],
    };
    this.takers = this.makeTakers(this.notes);
  }

  /** `isDropped`: it stands in what is never text. Drawings have titles of their own there. */
  open(name: string, attributes: Attributes, isDropped: boolean): void {
    this.microdata.open(name, attributes);
    if (name === 'title' && isDropped) return;
    if (name === 'meta' && !isDropped) this.noteRefresh(attributes);
    this.takers.get(name)?.(attributes);
    if (attributes.id !== undefined) this.noteMount(attributes.id);
  }

  text(text: string): void {
    if (this.capture !== null) this.capture.text += text;
    this.microdata.text(text);
  }

  close(): void {
    if (this.capture !== null) this.keepCapture(this.capture);
    this.microdata.close();
  }

  private makeTakers(notes: PageNotes): typeof this.takers {
    const takers: Record<string, (attributes: Attributes) => void> = {
      a: (attributes) => this.noteAnchor(attributes),
      area: (attributes) => this.noteAnchor(attributes),
      'app-root': () => this.noteMount('app-root'),
      frame: ({ src = '' }) => this.noteAnchor({ href: src }),
      meta: (attributes) => notes.metas.push(attributes),
      link: (attributes) => notes.links.push(attributes),
      title: () => this.startCapture(notes.titles),
      script: (attributes) => this.noteScript(attributes),
      form: (attributes) => this.noteForm(attributes),
      button: (attributes) => this.noteButton(attributes),
      input: (attributes) => this.noteInput(attributes),
      base: ({ href }) => (notes.baseHref ??= href ?? null),
      html: ({ lang, 'xml:lang': xmlLang }) => (notes.language ??= lang ?? xmlLang ?? null),
    };
    return new Map(Object.entries(takers));
  }

  private noteRefresh({ 'http-equiv': equivalent, content }: Attributes): void {
    const isRefresh = equivalent?.trim().toLowerCase() === 'refresh';
    if (isRefresh) this.notes.refresh ??= content ?? null;
  }

  private noteMount(called: string): void {
    const { mounts } = this.notes;
    if (mounts.length < maxMounts && mountName.test(called)) mounts.push(called);
  }

  private noteForm(attributes: Attributes): void {
    if (this.notes.forms.length < maxForms) this.notes.forms.push(attributes);
    if (cartAction.test(attributes.action ?? '')) this.notes.hasCartButton = true;
  }

  private noteButton({ name = '', id = '', class: classes = '' }: Attributes): void {
    if (cartName.test(name) || cartName.test(id) || cartName.test(classes))
      this.notes.hasCartButton = true;
  }

  private noteInput(attributes: Attributes): void {
    if (attributes.type?.toLowerCase() === 'password') this.notes.passwordFields += 1;
    this.noteButton(attributes);
  }

  private noteScript({ type = '' }: Attributes): void {
    this.notes.scripts += 1;
    if (/^\s*application\/ld\+json/i.test(type)) this.startCapture(this.notes.structuredData);
    else if (/^\s*application\/json/i.test(type)) this.startCapture(this.notes.embeddedJson);
  }

  private noteAnchor(attributes: Attributes): void {
    const { anchors } = this.notes;
    if (attributes.href !== undefined && anchors.length < maxAnchors) anchors.push(attributes);
  }

  private startCapture(into: string[]): void {
    this.capture = { into, text: '' };
  }

  private keepCapture({ into, text }: { into: string[]; text: string }): void {
    this.capture = null;
    if (text.trim() === '' || into.length >= maxBlocks) return;
    const isJson = into === this.notes.embeddedJson;
    const isOfUse = !isJson || (text.length <= maxEmbeddedLength && text.includes('"variants"'));
    if (isOfUse) into.push(text);
  }
}
