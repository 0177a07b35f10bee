type Attributes = Record<string, string | number | boolean | undefined>;
type Child = Node | string | null | undefined | false;

/** An element with attributes and children; texts become text nodes, so nothing is ever read as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** A button that does something. */
export function makeButton(
  attributes: Attributes,
  onClick: () => void,
  ...children: Child[]
): HTMLButtonElement {
  const button = make('button', { type: 'button', ...attributes }, ...children);
  button.addEventListener('click', onClick);
  return button;
}

const namespace = 'http://www.w3.org/2000/svg';

const paths = {
  chat: 'M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.6 4.1c-.5.5-1.4.1-1.4-.6V16A2.5 2.5 0 0 1 4 13.500z',
  close: 'M6 6l12 12M18 6L6 18',
  'down-arrow': 'M5 9l7 7 7-7',
  send: 'M12 19V5M5.5 11.500L12 5l6.5 6.5',
  stop: 'M7.5 7.500h9v9h-9z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500a7.5 7.5 0 0 1 15 0',
  restart: 'M4.5 12a7.5 7.5 0 1 0 2.4-5.500M4.5 4v4.500H9',
  up: 'M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2.5 2.500V10H18a2 2 0 0 1 2 2.400l-1.2 6A2 2 0 0 1 16.8 20H7',
  down: 'M17 13V4h3v9zM17 13l-4 7c-1.5 0-2.5-1-2.5-2.500V14H6a2 2 0 0 1-2-2.400l1.2-6A2 2 0 0 1 7.2 4H17',
};
export type IconName = keyof typeof paths;

/** A drawing that says nothing to a screen reader; its button has the words. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  svg.classList.add('icon', name);
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
