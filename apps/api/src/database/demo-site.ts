import { createServer, type Server } from 'node:http';

const page = (title: string, text: string) =>
  `<!doctype html><html lang="en"><head><title>${title} – Tin Lamp Shop</title></head><body>
<nav><a href="/">Home</a> <a href="/shipping">Shipping</a> <a href="/returns">Returns</a> <a href="/lamp">Lamp</a></nav>
<main><h1>${title}</h1>${text}</main></body></html>`;

/** A shop of four pages, made up for trying things out. */
const pages: Readonly<Record<string, string>> = {
  '/': page(
    'Welcome',
    '<p>We make lamps of recycled tin in a small workshop by the harbour.</p><p>Write to hello@tinlamp.example with any question.</p>',
  ),
  '/shipping': page(
    'Shipping',
    '<h2>Times</h2><p>Orders leave our workshop within two working days and arrive within five.</p><h2>Costs</h2><p>Shipping costs $6. It is free for orders over $80.</p>',
  ),
  '/returns': page(
    'Returns',
    '<p>You can return a lamp within 45 days of delivery, unused and in its box.</p><p>We refund the price within a week of its arrival.</p>',
  ),
  '/lamp': page(
    'Harbour lamp',
    '<p>A table lamp of tin, 38 cm high, for $64.</p><p>It takes an E14 bulb of up to 40 watts and comes with a two-metre cable.</p>',
  ),
};

/** Serves it at `host`, an address with a port, until the server is closed. */
export async function serveDemoSite(host: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const body = pages[url];
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  const { hostname, port } = new URL(`http://${host}`);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), hostname, resolve);
  });
  return server;
}
