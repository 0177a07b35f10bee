import { startTestServices } from './test-services.mjs';

/** Jest runs this once before all suites that need a database; their processes inherit the environment. */
export default async function setUp() {
  const { env, stop } = await startTestServices();
  Object.assign(process.env, env);
  globalThis.stopTestServices = stop;
}
