import type { ApiClient } from './api/api-client.js';
import type { KeptState } from './api/kept-state.js';
import type { WidgetConfig } from './api/shapes.js';
import { Chat } from './chat.js';
import { Labels } from './labels.js';
import { followTheme } from './look/theme.js';
import { Screen } from './screen.js';
import css from './styles/widget.css?inline';
import { Announcer } from './view/announcer.js';
import { Composer } from './view/composer.js';
import { ContactForm } from './view/contact-form.js';
import { make } from './view/make.js';
import { Panel } from './view/panel.js';

interface Beginning {
  api: ApiClient;
  kept: KeptState;
  config: WidgetConfig;
}

/** Puts the widget on the page, in a shadow root that the page's styles do not reach, and goes on with what was kept. */
export function start({ api, kept, config }: Beginning): void {
  const labels = new Labels(config.labels);
  const announcer = new Announcer();
  const contact: ContactForm = new ContactForm(labels, {
    ask: (wish) => chat.askForPerson(wish),
    cancel: () => screen.closeContact(),
  });
  const composer = new Composer(labels, {
    send: (text) => void chat.ask(text),
    stop: () => chat.stop(),
  });
  const panel = new Panel({
    labels,
    privacyUrl: config.privacy_url,
    on: {
      toggle: (isOpen, withFocus) => {
        kept.set({ isOpen });
        if (isOpen && withFocus) composer.focus();
      },
      person: () => screen.openContact(),
      restart: () => chat.restart(),
    },
  });
  panel.fill(contact.element, composer.element);
  const screen: Screen = new Screen({
    ...{ labels, panel, composer, contact, announcer, suggestions: config.suggestions },
    links: {
      opensHere: (url) => kept.mayKeep && new URL(url).origin === location.origin,
      // the page that was cited would lie under a window that fills the screen
      onOpen: () => kept.set({ isOpen: !panel.fillsScreen }),
    },
    on: {
      ask: (text) => void chat.ask(text),
      restart: () => chat.restart(),
      rate: (id, rating, reason) => chat.rate(id, rating, reason),
    },
  });
  const chat: Chat = new Chat(api, kept, screen);
  place(panel, announcer, config);
  addEventListener('offline', () => screen.setOffline(true));
  addEventListener('online', () => screen.setOffline(false));
  if (!navigator.onLine) screen.setOffline(true);
  if (kept.get().isOpen) panel.setOpen(true, { withFocus: false });
  void chat.resume();
}

function place(panel: Panel, announcer: Announcer, config: WidgetConfig): void {
  const host = make('div', { lang: config.language, dir: config.direction, 'data-storehand': '' });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  panel.element.dir = config.direction;
  panel.element.lang = config.language;
  panel.element.classList.add(config.side);
  panel.element.append(announcer.element);
  followTheme(root, panel.element, config);
  root.append(panel.element);
  document.body.append(host);
}
