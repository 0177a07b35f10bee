/**
 * Tokens of a chunk. Sections under `min` are joined with a neighbour, pieces aim at `target`, a section up to `max`
 * stays whole, and `overlap` is repeated only where running text had to be cut.
 */
export const CHUNK_TOKENS = { min: 100, target: 300, max: 400, overlap: 30 } as const;
