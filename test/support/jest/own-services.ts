/** Before a test file is loaded: the services that `global-setup.mjs` started for the worker that runs it. */
const services = JSON.parse(String(process.env['TEST_SERVICES'])) as Record<string, string>[];
Object.assign(process.env, services[Number(process.env['JEST_WORKER_ID']) - 1]);

export {};
