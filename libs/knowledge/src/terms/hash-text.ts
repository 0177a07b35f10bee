/**
 * A number of 32 bits, never negative, for a text or a part of it: FNV-1a with the finishing steps of MurmurHash3, which
 * spread short keys over all bits.
 */
export function hashText(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Four bytes that stand for a term in the index; two terms of one store meet in one number about once in a million. */
export const hashTerm = (term: string): number => hashText(term) | 0;
