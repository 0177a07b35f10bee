import type { AnswerEvent, ConversationState, Message } from './api/shapes.js';
import type { LabelName, Labels } from './labels.js';
import { Announcer } from './view/announcer.js';
import { AnswerView, type LinkRules } from './view/answer-view.js';
import type { Composer } from './view/composer.js';
import type { ContactForm, Wish } from './view/contact-form.js';
import { FeedbackBar, type Rating, type Reason } from './view/feedback-bar.js';
import { make, makeButton } from './view/make.js';
import type { Panel } from './view/panel.js';

export type ContactWish = Wish;

export interface ScreenParts {
  labels: Labels;
  suggestions: readonly string[];
  panel: Panel;
  composer: Composer;
  contact: ContactForm;
  announcer: Announcer;
  links: LinkRules;
  on: {
    ask: (text: string) => void;
    restart: () => void;
    rate: (messageId: string, rating: Rating, reason?: Reason) => Promise<boolean>;
  };
}

/** All that is seen of a conversation: messages, the line of its state, and what can be done about that. */
export class Screen {
  private readonly list = make('ol', { class: 'messages' });
  private countdown?: ReturnType<typeof setInterval>;
  private isOffline = false;

  constructor(private readonly parts: ScreenParts) {
    this.clear();
  }

  clear(): void {
    const { panel, labels, composer, contact } = this.parts;
    this.list.replaceChildren();
    panel.log.replaceChildren(make('p', { class: 'welcome' }, labels.get('welcome')), this.list);
    const suggestions = this.suggestions();
    if (suggestions) panel.log.append(suggestions);
    contact.close();
    composer.setEnabled(true);
    composer.setBusy(false);
    this.tell();
  }

  addQuestion(text: string): void {
    const { labels, panel } = this.parts;
    const who = make('span', { class: 'unseen' }, labels.get('you'));
    this.add(make('li', { class: 'message you' }, who, make('div', { class: 'text' }, text)));
    this.tell();
    panel.showRestart();
  }

  /** A message from before, or one that a person just wrote. */
  addMessage(message: Message, isNew: boolean): void {
    const { panel, announcer, labels, links } = this.parts;
    if (message.role === 'user') return this.addQuestion(message.content);
    if (message.content === '') return;
    const view = new AnswerView(labels, links, message.role === 'human' ? 'team' : 'agent');
    view.finish(message);
    this.add(view.element);
    if (message.role === 'assistant') this.addActions(view, message);
    if (!isNew) return;
    announcer.say(`${labels.get('team')}: ${message.content}`);
    if (!panel.isOpen) panel.setUnread(true);
  }

  beginAnswer() {
    const { labels, links, announcer, panel } = this.parts;
    const view = new AnswerView(labels, links);
    this.setBusy(true);
    this.tell();
    this.add(view.element);
    view.showStage(labels.get('answering'));
    return {
      show: (event: Exclude<AnswerEvent, { name: 'done' | 'error' }>) => {
        if (event.name === 'status') view.showStage(labels.get(stageOf(event.data.stage)));
        else if (event.name === 'token') announcer.follow(view.add(event.data.text), false);
        else if (event.name === 'citation') view.cite(event.data);
        panel.toEnd({ always: false });
      },
      finish: (message: Message) => {
        if (message.content === '') return view.element.remove();
        announcer.follow(message.content, true);
        view.finish(message);
        this.addActions(view, message);
        panel.toEnd({ always: false });
      },
      /** Nothing, or not all, of it came. */
      drop: () => view.element.remove(),
    };
  }

  setBusy(isBusy: boolean): void {
    this.parts.composer.setBusy(isBusy);
    this.parts.panel.log.setAttribute('aria-busy', String(isBusy));
  }

  setOffline(isOffline: boolean): void {
    if (isOffline === this.isOffline) return;
    this.isOffline = isOffline;
    if (isOffline) this.tell('offline');
    else this.tell();
  }

  showState(state: ConversationState): void {
    const { composer, labels, on } = this.parts;
    if (state === 'waiting_for_human') this.tell('waiting');
    else if (state === 'human') this.tell('joined');
    else this.tell();
    composer.setEnabled(state !== 'closed');
    if (state === 'closed')
      this.tell('closed', makeButton({ class: 'chip' }, on.restart, labels.get('restart')));
  }

  stopped(): void {
    this.tell('stopped');
  }

  failed(why: 'failed' | 'unavailable', again?: () => void): void {
    const { labels } = this.parts;
    const person = makeButton({ class: 'chip' }, () => this.openContact(), labels.get('person'));
    const retry =
      again && makeButton({ class: 'chip' }, () => (this.tell(), again()), labels.get('retry'));
    this.tell(why, ...(retry ? [retry] : []), ...(why === 'unavailable' ? [person] : []));
  }

  /** Counts down, then goes on by itself; a screen reader hears the first number alone. */
  wait(seconds: number, then?: () => void): void {
    const { labels, composer } = this.parts;
    let left = Math.max(1, Math.ceil(seconds));
    const shown = make('span', { 'aria-hidden': 'true' });
    const show = () => (shown.textContent = labels.get('too_many', { seconds: left }));
    const told = make('span', { class: 'unseen' }, labels.get('too_many', { seconds: left }));
    this.tell();
    this.parts.panel.status.replaceChildren(told, shown);
    show();
    composer.setEnabled(false);
    this.countdown = setInterval(() => {
      left -= 1;
      if (left > 0) return show();
      this.tell();
      composer.setEnabled(true);
      then?.();
    }, 1_000);
  }

  openContact(): void {
    this.parts.contact.open();
    this.parts.panel.toEnd();
  }

  closeContact(): void {
    this.parts.contact.close();
    this.parts.composer.focus();
  }

  private add(element: HTMLElement): void {
    this.parts.panel.log.querySelector('.suggestions')?.remove();
    this.list.append(element);
    this.parts.panel.toEnd();
  }

  /** Thumbs where there is something to rate, a person where the agent did not know, or may not be asked any more. */
  private addActions(view: AnswerView, message: Message): void {
    const { labels, on } = this.parts;
    const { id, outcome, usage, feedback } = message;
    if (outcome === 'answered' || outcome === 'abstained') {
      const give = (rating: Rating, reason?: Reason) => on.rate(id, rating, reason);
      view.element.append(new FeedbackBar(labels, give, feedback?.rating).element);
    }
    if (outcome === 'abstained' || outcome === 'failed') {
      view.element.append(
        makeButton({ class: 'chip' }, () => this.openContact(), labels.get('person')),
      );
    }
    if (usage?.budget_step === 'contact') this.openContact();
  }

  private suggestions(): HTMLElement | null {
    const { suggestions, labels, on } = this.parts;
    if (suggestions.length === 0) return null;
    const chips = suggestions.map((text) =>
      makeButton({ class: 'chip' }, () => on.ask(text), text),
    );
    const attributes = {
      class: 'suggestions',
      role: 'group',
      'aria-label': labels.get('suggestions'),
    };
    return make('div', attributes, ...chips);
  }

  /** The line above the composer, read to screen readers as it changes; without a name, none. */
  private tell(name?: LabelName, ...more: Node[]): void {
    const { panel, labels } = this.parts;
    clearInterval(this.countdown);
    panel.status.replaceChildren(...(name ? [make('span', {}, labels.get(name)), ...more] : []));
    panel.toEnd({ always: false });
  }
}

const stages: readonly LabelName[] = ['searching', 'using_tool', 'rechecking', 'answering'];

/** A stage that is newer than this script is some answering. */
const stageOf = (name: string): LabelName => stages.find((stage) => stage === name) ?? 'answering';
