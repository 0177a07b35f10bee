import type { Labels } from '../labels.js';
import { icon, make, makeButton } from './make.js';

const mostCharacters = 4_000;

/** Where the shopper writes: Enter sends, Shift and Enter begin a line; while an answer comes its button stops that. */
export class Composer {
  readonly element: HTMLFormElement;
  private readonly input: HTMLTextAreaElement;
  private readonly sendButton: HTMLButtonElement;
  private readonly stopButton: HTMLButtonElement;
  private isBusy = false;

  constructor(
    labels: Labels,
    private readonly on: { send: (text: string) => void; stop: () => void },
  ) {
    this.input = make('textarea', {
      rows: 1,
      maxlength: mostCharacters,
      'aria-label': labels.get('question'),
      placeholder: labels.get('placeholder'),
      enterkeyhint: 'send',
      autocomplete: 'off',
    });
    const named = (name: 'send' | 'stop') => ({
      class: 'round',
      'aria-label': labels.get(name),
      title: labels.get(name),
    });
    this.sendButton = make('button', { type: 'submit', ...named('send') }, icon('send'));
    this.stopButton = makeButton({ ...named('stop'), hidden: true }, on.stop, icon('stop'));
    this.element = make(
      'form',
      { class: 'composer' },
      this.input,
      this.sendButton,
      this.stopButton,
    );
    this.listen();
  }

  focus(): void {
    this.input.focus();
  }

  /** Text is kept, as what failed to be sent. */
  setBusy(isBusy: boolean): void {
    const hadFocus = this.element.contains(this.element.ownerDocument.activeElement);
    this.isBusy = isBusy;
    this.sendButton.hidden = isBusy;
    this.stopButton.hidden = !isBusy;
    if (hadFocus && isBusy) this.input.focus();
  }

  setEnabled(isEnabled: boolean): void {
    this.input.disabled = !isEnabled;
    this.sendButton.disabled = !isEnabled;
  }

  private listen(): void {
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener('input', () => this.grow());
    this.input.addEventListener('keydown', (event) => {
      // the Enter that takes a word of an input method is no end of the message
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
  }

  private send(): void {
    const text = this.input.value.trim();
    if (text === '' || this.isBusy || this.input.disabled) return;
    this.input.value = '';
    this.grow();
    this.on.send(text);
  }

  private grow(): void {
    this.input.style.setProperty('height', 'auto');
    this.input.style.setProperty('height', `${Math.min(this.input.scrollHeight, 140)}px`);
  }
}
