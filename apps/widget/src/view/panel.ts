import type { Labels } from '../labels.js';
import { icon, make, makeButton } from './make.js';

interface PanelParts {
  labels: Labels;
  privacyUrl: string | null;
  on: {
    toggle: (isOpen: boolean, withFocus: boolean) => void;
    person: () => void;
    restart: () => void;
  };
}

/** The screens on which the open widget takes all of it and is modal. */
const small = '(max-width: 480px), (max-height: 500px)';

/**
 * The button at the corner of the page and the window that it opens. On a small screen the window fills it and keeps the
 * focus; on a large one the page beside it stays usable. Escape closes it and gives the focus back.
 */
export class Panel {
  readonly element: HTMLElement;
  readonly log = make('div', { class: 'log', role: 'region', tabindex: 0 });
  readonly status = make('div', { class: 'status', role: 'status' });
  private readonly launcher: HTMLButtonElement;
  private readonly badge = make('span', { class: 'badge', hidden: true });
  private readonly window: HTMLElement;
  private readonly restartButton: HTMLButtonElement;
  private readonly screen = matchMedia(small);

  constructor(private readonly parts: PanelParts) {
    const { labels, on } = parts;
    this.log.setAttribute('aria-label', labels.get('messages'));
    this.launcher = makeButton(
      { class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' },
      () => this.setOpen(!this.isOpen),
      icon('chat'),
      icon('down-arrow'),
      this.badge,
    );
    this.restartButton = this.headerButton('restart', on.restart);
    this.restartButton.hidden = true;
    this.window = make('section', {
      class: 'window',
      role: 'dialog',
      'aria-labelledby': 'title',
      hidden: true,
    });
    this.element = make('div', { class: 'widget' }, this.window, this.launcher);
    this.nameLauncher();
    this.listen();
  }

  /** What stands below the messages. */
  fill(...below: Node[]): void {
    const { labels, on } = this.parts;
    const header = make(
      'header',
      {},
      make('h2', { id: 'title' }, labels.get('title')),
      this.headerButton('person', on.person),
      this.restartButton,
      this.headerButton('close', () => this.setOpen(false)),
    );
    this.window.replaceChildren(header, this.log, this.status, ...below, this.notice());
  }

  get isOpen(): boolean {
    return !this.window.hidden;
  }

  get fillsScreen(): boolean {
    return this.screen.matches;
  }

  setOpen(isOpen: boolean, { withFocus = true } = {}): void {
    if (isOpen === this.isOpen) return;
    this.window.hidden = !isOpen;
    this.element.classList.toggle('open', isOpen);
    this.launcher.setAttribute('aria-expanded', String(isOpen));
    this.setUnread(false);
    this.parts.on.toggle(isOpen, withFocus);
    this.fit();
    this.toEnd();
    if (!isOpen && withFocus) this.launcher.focus();
  }

  setUnread(isUnread: boolean): void {
    this.badge.hidden = !isUnread;
    this.nameLauncher();
  }

  showRestart(): void {
    this.restartButton.hidden = false;
  }

  /** Down to what was said last, unless the shopper reads further up. */
  toEnd({ always = true } = {}): void {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    if (always || scrollHeight - scrollTop - clientHeight < 120) this.log.scrollTop = scrollHeight;
  }

  private nameLauncher(): void {
    const { labels } = this.parts;
    const unread = this.badge.hidden ? '' : `. ${labels.get('unread')}`;
    const name = this.isOpen ? labels.get('close') : `${labels.get('open')}${unread}`;
    this.launcher.setAttribute('aria-label', name);
  }

  private headerButton(name: 'person' | 'restart' | 'close', onClick: () => void) {
    const label = this.parts.labels.get(name);
    return makeButton({ class: 'plain', 'aria-label': label, title: label }, onClick, icon(name));
  }

  private notice(): HTMLElement {
    const { labels, privacyUrl } = this.parts;
    const link =
      privacyUrl &&
      make('a', { href: privacyUrl, target: '_blank', rel: 'noopener' }, labels.get('privacy'));
    return make('p', { class: 'notice' }, labels.get('notice'), link && ' ', link);
  }

  private listen(): void {
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.isOpen) {
        event.stopPropagation();
        this.setOpen(false);
      } else if (event.key === 'Tab' && this.isOpen && this.screen.matches) {
        this.keepFocus(event);
      }
    });
    this.screen.addEventListener('change', () => this.fit());
    // the keyboard of a phone covers the page without changing its size
    visualViewport?.addEventListener('resize', () => this.fit());
    visualViewport?.addEventListener('scroll', () => this.fit());
  }

  private fit(): void {
    const isModal = this.isOpen && this.screen.matches;
    if (isModal) this.window.setAttribute('aria-modal', 'true');
    else this.window.removeAttribute('aria-modal');
    const { height = innerHeight, offsetTop = 0 } = visualViewport ?? {};
    this.element.style.setProperty('--height', `${height}px`);
    this.element.style.setProperty('--top', `${offsetTop}px`);
  }

  private keepFocus(event: KeyboardEvent): void {
    const all = [
      ...this.window.querySelectorAll<HTMLElement>('button,a[href],textarea,input,[tabindex="0"]'),
    ];
    const seen = all.filter((one) => one.offsetParent !== null && !one.matches(':disabled'));
    const [first, last] = [seen[0], seen.at(-1)];
    const focused = (this.window.getRootNode() as ShadowRoot).activeElement;
    if (event.shiftKey ? focused === first : focused === last) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }
}
