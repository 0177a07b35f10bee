import { registerHooks } from 'node:module';

const replaced = /\/extract-page\.worker\.js$/;

/** Loaded before a measured worker: its threads read the links of a page and leave the rest of the extraction out. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './extract-page.js' && replaced.test(context.parentURL ?? '')
      ? { url: new URL('../crawling/read-links.js', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
