/** The names of one level of an object as they are on the wire. */
export const snakeCased = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      part as unknown,
    ]),
  );
