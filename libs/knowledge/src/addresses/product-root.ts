/** A shop shows a product under its own address and under each collection that has it. */
export const inCollection = /\/collections\/[^/]+(?=\/products\/[^/]+$)/;

/** The product's own address, of one that shows it within a collection; null for any other. */
export function productRoot(url: string): string | null {
  if (!url.includes('/collections/')) return null;
  const root = new URL(url);
  const path = root.pathname.replace(inCollection, '');
  if (path === root.pathname) return null;
  root.pathname = path;
  return root.href;
}
