import type { Citation, Message } from '../api/shapes.js';
import type { Labels } from '../labels.js';
import { make } from './make.js';
import { placeOf } from './place-of.js';
import { renderMarkdown } from './render-markdown.js';

export interface LinkRules {
  /** Whether a page of this site opens in this tab, where the conversation goes on. */
  opensHere: (url: string) => boolean;
  onOpen: () => void;
}

/** One answer: its text while it comes, the marks in it, and the pages that it rests on. */
export class AnswerView {
  readonly element = make('li', { class: 'message agent' });
  private readonly body = make('div', { class: 'text' });
  private readonly stage = make('p', { class: 'stage' });
  private readonly citations = new Map<number, Citation>();
  private text = '';
  private frame = 0;

  constructor(
    private readonly labels: Labels,
    private readonly links: LinkRules,
    role: 'agent' | 'team' = 'agent',
  ) {
    this.element.classList.add(role);
    const who = make('span', { class: role === 'team' ? 'who' : 'unseen' }, labels.get(role));
    this.element.append(who, this.body);
  }

  /** What is being done while there is no text yet. */
  showStage(label: string): void {
    if (this.text !== '') return;
    const dots = make(
      'span',
      { class: 'dots', 'aria-hidden': 'true' },
      ...[1, 2, 3].map(() => make('i')),
    );
    this.stage.replaceChildren(dots, label);
    this.body.replaceChildren(this.stage);
  }

  add(token: string): string {
    this.text += token;
    this.renderSoon();
    return this.text;
  }

  cite(citation: Citation): void {
    this.citations.set(citation.number, citation);
    this.renderSoon();
  }

  /** The answer as it is kept, in the place of what came. */
  finish({ content, citations }: Pick<Message, 'content' | 'citations'>): void {
    this.text = content;
    for (const citation of citations) this.citations.set(citation.number, citation);
    this.render();
    if (citations.length > 0) this.element.append(this.sources(citations));
  }

  /** What came is no answer. */
  clear(): void {
    this.text = '';
    this.render();
  }

  get isEmpty(): boolean {
    return this.text === '';
  }

  private renderSoon(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.render());
  }

  private render(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.body.replaceChildren(...renderMarkdown(this.text, (number) => this.mark(number)));
  }

  private mark(number: number): Node {
    const citation = this.citations.get(number);
    const place = citation && placeOf(citation);
    const name = this.labels.get('source', { number });
    if (!citation || !place)
      return make('sup', { class: 'mark', role: 'note', 'aria-label': name }, `${number}`);
    const label = `${name}: ${citation.title}`;
    return make('sup', {}, this.link(place, { class: 'mark', 'aria-label': label }, `${number}`));
  }

  private sources(citations: Citation[]): HTMLElement {
    const heading = make('p', { class: 'heading' }, this.labels.get('sources'));
    return make(
      'div',
      { class: 'sources' },
      heading,
      make('ol', {}, ...citations.map((one) => this.source(one))),
    );
  }

  private source(citation: Citation): HTMLElement {
    const { number, title, quote, url } = citation;
    const place = placeOf(citation);
    const where = place ? new URL(url ?? '').host : null;
    const parts = [
      make('span', { class: 'number', 'aria-hidden': 'true' }, `${number}`),
      make(
        'span',
        { class: 'about' },
        make('b', {}, title),
        make('q', {}, quote),
        where && make('small', {}, where),
      ),
    ];
    const content = place ? this.link(place, {}, ...parts) : make('div', {}, ...parts);
    return make('li', {}, content);
  }

  private link(place: string, attributes: Record<string, string>, ...children: (Node | string)[]) {
    const isHere = this.links.opensHere(place);
    const how = isHere ? {} : { target: '_blank', rel: 'noopener' };
    const link = make('a', { href: place, ...how, ...attributes }, ...children);
    if (isHere) link.addEventListener('click', () => this.links.onOpen());
    return link;
  }
}
