import { startTestServices } from '../test-services.mjs';

/**
 * Jest runs this once before all suites that need a database: each of its workers gets services of its own, unless a proof
 * that runs Jest many times has brought some.
 */
export default async function setUp({ maxWorkers }) {
  if (process.env.TEST_SERVICES) return;
  const started = [];
  globalThis.stopTestServices = () => Promise.all(started.map(({ stop }) => stop()));
  try {
    // one after the other: databases on one server share its roles, which the first migration makes
    while (started.length < maxWorkers) started.push(await startTestServices());
  } catch (error) {
    await globalThis.stopTestServices();
    throw error;
  }
  process.env.TEST_SERVICES = JSON.stringify(started.map(({ env }) => env));
}
