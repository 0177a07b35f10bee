import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';

/** The newest entry at some moment; kept elsewhere it proves later that nothing up to it was made anew. */
export interface ChainHead {
  sequence: number;
  /** In hex. */
  hash: string;
}

/** `changed`: the entry does not match its hash; `unlinked`: one before it is missing or another; `head`: of the known head. */
export type ChainFault = 'changed' | 'unlinked' | 'head';

export interface ChainState {
  /** Those looked at. */
  entries: number;
  /** Null where there is none. */
  head: ChainHead | null;
  /** The first fault; null where all is as it was written. */
  fault: { sequence: number; what: ChainFault } | null;
}

interface Link {
  sequence: string;
  previous: string;
  hash: string;
  isAsHashed: boolean;
}

const atOnce = 5_000;

/**
 * Looks whether the entries of the audit are those that were written: each matches its hash, follows the one before it, and
 * the first follows what retention removed last. Whoever owns the database could make all anew, which only a head that was
 * kept elsewhere tells. Entries are of all stores, so it looks across them.
 */
@Injectable()
export class AuditChain {
  constructor(private readonly platform: PlatformRepository) {}

  /** `known`: a head of an earlier look; it counts for nothing once retention removed it. */
  async verify(known?: ChainHead): Promise<ChainState> {
    let last = await this.start();
    let entries = 0;
    for (;;) {
      const links = await this.after(last.sequence);
      for (const link of links) {
        const what = faultOf(link, last, known);
        last = { sequence: Number(link.sequence), hash: link.hash };
        if (what) return { entries, head: last, fault: { sequence: last.sequence, what } };
        entries += 1;
      }
      if (links.length < atOnce) break;
    }
    const head = last.sequence > 0 ? last : null;
    const isCutOff = known !== undefined && known.sequence > last.sequence;
    return { entries, head, fault: isCutOff ? { sequence: known.sequence, what: 'head' } : null };
  }

  /** What the first entry has to follow: nothing, or the last that retention removed. */
  private async start(): Promise<ChainHead> {
    const [row] = await this.platform.rows<{ sequence: string; hash: string }>(
      `SELECT details ->> 'up_to' AS sequence, details ->> 'hash' AS hash FROM audit_entries
       WHERE action = 'audit.expire' ORDER BY sequence DESC LIMIT 1`,
    );
    return row ? { sequence: Number(row.sequence), hash: row.hash } : { sequence: 0, hash: '' };
  }

  private after(sequence: number): Promise<Link[]> {
    return this.platform.rows<Link>(
      `SELECT e.sequence::text, encode(e.previous, 'hex') AS previous, encode(e.hash, 'hex') AS hash,
         e.hash = audit_hash(e) AS "isAsHashed"
       FROM audit_entries e WHERE e.sequence > $1 ORDER BY e.sequence LIMIT $2`,
      [sequence, atOnce],
    );
  }
}

function faultOf(link: Link, last: ChainHead, known?: ChainHead): ChainFault | null {
  if (!link.isAsHashed) return 'changed';
  if (Number(link.sequence) !== last.sequence + 1 || link.previous !== last.hash) return 'unlinked';
  return known?.sequence === Number(link.sequence) && known.hash !== link.hash ? 'head' : null;
}
