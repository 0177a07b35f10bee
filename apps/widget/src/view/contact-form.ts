import type { Labels } from '../labels.js';
import { make, makeButton } from './make.js';

export interface Wish {
  contact?: string;
  note?: string;
}

/** How a shopper asks for a person: both fields may stay empty. */
export class ContactForm {
  readonly element: HTMLFormElement;
  private readonly contact = make('input', {
    type: 'text',
    id: 'contact',
    maxlength: 320,
    autocomplete: 'email',
    inputmode: 'email',
  });
  private readonly note = make('textarea', { id: 'note', rows: 2, maxlength: 2_000 });
  private readonly submit: HTMLButtonElement;

  constructor(
    labels: Labels,
    private readonly on: { ask: (wish: Wish) => Promise<void>; cancel: () => void },
  ) {
    this.submit = make('button', { type: 'submit', class: 'filled' }, labels.get('ask_person'));
    const cancel = makeButton({ class: 'plain' }, on.cancel, labels.get('cancel'));
    this.element = make(
      'form',
      { class: 'contact', 'aria-labelledby': 'person', hidden: true },
      make('h3', { id: 'person' }, labels.get('person')),
      make('p', {}, labels.get('person_hint')),
      make('label', { for: 'contact' }, labels.get('contact')),
      this.contact,
      make('label', { for: 'note' }, labels.get('note')),
      this.note,
      make('div', { class: 'row' }, cancel, this.submit),
    );
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.ask();
    });
  }

  open(): void {
    this.element.hidden = false;
    this.contact.focus();
  }

  close(): void {
    this.element.hidden = true;
  }

  private async ask(): Promise<void> {
    this.submit.disabled = true;
    const wish = {
      contact: this.contact.value.trim() || undefined,
      note: this.note.value.trim() || undefined,
    };
    await this.on.ask(wish).finally(() => (this.submit.disabled = false));
  }
}
