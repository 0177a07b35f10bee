/** Stops what `global-setup.mjs` started and drops what it made. */
export default async function tearDown() {
  await globalThis.stopTestServices?.();
}
