/** `node --import ./test/support/observing/crash-on-signal.mjs …`: on SIGUSR2 throws what a shopper wrote, for nobody to catch. */
process.on('SIGUSR2', () => {
  throw new Error('cannot read "Xylophone7319\n    at ana.Xylophone7319@shopper.example (1:1)"');
});
