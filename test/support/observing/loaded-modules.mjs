import { registerHooks } from 'node:module';

/** `node --import ./test/support/observing/loaded-modules.mjs …`: names on stderr what is loaded for traces to be sent. */
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const [, name] =
      /@opentelemetry\/((?:sdk|exporter|otlp|resources)[\w-]*)/.exec(resolved.url) ?? [];
    if (name) process.stderr.write(`loaded ${name}\n`);
    return resolved;
  },
});
