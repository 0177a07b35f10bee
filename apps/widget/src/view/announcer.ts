import { make } from './make.js';

/** As many as a screen reader may still be at. */
const most = 6;

/** Tells screen readers what happens, politely and in whole sentences; the messages themselves are no live region. */
export class Announcer {
  readonly element = make('div', {
    class: 'unseen',
    'aria-live': 'polite',
    'aria-atomic': 'false',
  });
  private told = 0;

  say(text: string): void {
    if (text.trim() === '') return;
    this.element.append(make('p', {}, text.trim()));
    while (this.element.childElementCount > most) this.element.firstElementChild?.remove();
  }

  /** An answer while it grows: each sentence once it is whole, `isWhole` the rest, too. */
  follow(text: string, isWhole: boolean): void {
    const rest = text.slice(this.told);
    const end = isWhole ? rest.length : rest.search(/[.!?…。！？؟](?=\s)[^.!?…。！？؟]*$/) + 1;
    if (end > 0) {
      this.say(rest.slice(0, end).replace(/\[\d+\]|[*_`#]/g, ''));
      this.told += end;
    }
    if (isWhole) this.told = 0;
  }
}
