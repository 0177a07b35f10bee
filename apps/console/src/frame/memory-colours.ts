import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

/** Light or dark is remembered as long as the page is open: the console writes nothing to the browser's storage. */
export function memoryColours(): MantineColorSchemeManager {
  let chosen: MantineColorScheme | undefined;
  return {
    get: (usual) => chosen ?? usual,
    set: (value) => {
      chosen = value;
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => {
      chosen = undefined;
    },
  };
}
