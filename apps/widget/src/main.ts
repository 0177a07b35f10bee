import { ApiClient } from './api/api-client.js';
import { KeptState } from './api/kept-state.js';
import { Refusal } from './api/refusal.js';
import type { WidgetConfig } from './api/shapes.js';
import { start } from './start.js';

const plain: WidgetConfig = {
  language: 'en',
  direction: 'ltr',
  color: null,
  theme: 'auto',
  side: 'end',
  privacy_url: null,
  suggestions: [],
  labels: {},
};

/** A classic script knows itself while it runs; a module does not, and is looked for. */
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[data-key][src*="/widget.js"]');

async function main(tag: HTMLScriptElement): Promise<void> {
  const key = tag.dataset['key'] ?? '';
  const kept = new KeptState(key, tag);
  const api = new ApiClient(new URL(tag.src).origin, key, kept);
  const language = tag.dataset['language'] || document.documentElement.lang || navigator.language;
  const config = await api.config(language).catch((error: unknown) => {
    // a refused key shows nothing to shoppers, and says why to whoever put it there
    if (error instanceof Refusal) throw error;
    return plain;
  });
  if (document.body === null)
    await new Promise((ready) => addEventListener('DOMContentLoaded', ready));
  start({ api, kept, config });
}

if (script?.dataset['key']) {
  main(script).catch((error: unknown) =>
    console.warn('Storehand widget:', (error as Error).message),
  );
} else {
  console.warn('Storehand widget: the script tag has no data-key.');
}
