// A process that never says that it is there.
setInterval(() => undefined, 1_000);
