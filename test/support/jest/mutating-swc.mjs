import swc from '@swc/jest';

import { mutatedSource } from './mutated-source.mjs';

/** SWC's transformer over sources with the seeded bug of this run; what it keeps goes by the text, so other runs never see it. */
export default {
  createTransformer(options) {
    const plain = swc.createTransformer(options);
    const over =
      (name) =>
      (source, filename, ...rest) =>
        plain[name](mutatedSource(source, filename), filename, ...rest);
    return { ...plain, process: over('process'), getCacheKey: over('getCacheKey') };
  },
};
