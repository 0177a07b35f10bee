import type { Labels } from '../labels.js';
import { icon, make, makeButton } from './make.js';

export type Rating = 'up' | 'down';
const reasons = ['wrong', 'incomplete', 'outdated', 'other'] as const;
export type Reason = (typeof reasons)[number];

/** Thumbs under an answer; the lower one asks why. */
export class FeedbackBar {
  readonly element = make('div', { class: 'feedback' });
  private readonly buttons: Record<Rating, HTMLButtonElement>;
  private readonly more = make('div', { class: 'why' });

  /** `give` resolves once it is kept. */
  constructor(
    private readonly labels: Labels,
    private readonly give: (rating: Rating, reason?: Reason) => Promise<boolean>,
    given: Rating | undefined,
  ) {
    const button = (rating: Rating, label: string) =>
      makeButton(
        {
          class: 'plain',
          'aria-label': label,
          title: label,
          'aria-pressed': `${given === rating}`,
        },
        () => void this.rate(rating),
        icon(rating),
      );
    this.buttons = {
      up: button('up', labels.get('helpful')),
      down: button('down', labels.get('unhelpful')),
    };
    this.element.append(this.buttons.up, this.buttons.down, this.more);
  }

  private async rate(rating: Rating): Promise<void> {
    if (!(await this.give(rating))) return;
    for (const [name, button] of Object.entries(this.buttons)) {
      button.setAttribute('aria-pressed', String(name === rating));
    }
    if (rating === 'up') this.thank();
    else this.askWhy();
  }

  private askWhy(): void {
    const chips = reasons.map((reason) =>
      makeButton({ class: 'chip' }, () => void this.say(reason), this.labels.get(reason)),
    );
    const question = make('span', { id: 'why' }, this.labels.get('why'));
    const group = make(
      'div',
      { class: 'chips', role: 'group', 'aria-label': this.labels.get('why') },
      ...chips,
    );
    question.removeAttribute('id');
    this.more.replaceChildren(question, group);
  }

  private async say(reason: Reason): Promise<void> {
    if (!(await this.give('down', reason))) return;
    this.thank();
    this.buttons.down.focus();
  }

  private thank(): void {
    this.more.replaceChildren(make('span', { role: 'status' }, this.labels.get('thanks')));
  }
}
