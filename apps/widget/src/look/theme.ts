import type { WidgetConfig } from '../api/shapes.js';
import { readableOn, textOn } from './contrast.js';

const own = '#3b5bdb';
/** The less contrasting one of the two that texts stand on. */
const grounds = { light: '#f4f4f6', dark: '#23252b' };

/**
 * The colours of a store as a style sheet of its own, made again when the device turns dark or light. A sheet that a
 * script constructs needs no exception in a page's content security policy.
 */
export function followTheme(
  root: ShadowRoot,
  panel: HTMLElement,
  { color, theme }: Pick<WidgetConfig, 'color' | 'theme'>,
): void {
  const sheet = new CSSStyleSheet();
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const isDark = theme === 'auto' ? prefersDark.matches : theme === 'dark';
    const accent = color ?? own;
    const ink = readableOn(accent, isDark ? grounds.dark : grounds.light);
    panel.dataset['theme'] = isDark ? 'dark' : 'light';
    sheet.replaceSync(`.widget{--accent:${accent};--on-accent:${textOn(accent)};--ink:${ink}}`);
  };
  apply();
  prefersDark.addEventListener('change', apply);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
