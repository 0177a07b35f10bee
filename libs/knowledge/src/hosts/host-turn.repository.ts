import { createHash } from 'node:crypto';

import { PlatformRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

/** One slice's claim on a host. */
export interface HostTurn {
  host: string;
  ingestId: string;
  /** Of this slice alone: the same slice may be run twice. */
  runId: string;
}

export interface TurnAnswer {
  isOurs: boolean;
  /** Until the host may be asked again, or, where it is not our turn, until it is worth asking for the turn again. */
  waitMs: number;
}

/** Renewed while its worker lives, so that a killed one holds nobody up for longer. */
const lease = `interval '8 seconds'`;
/** How long a host waits for the one whose turn it is; more than that takes from asking to asking. */
const grace = `interval '3 seconds'`;
/** As long a pause is sat out in the slice. */
const shortPause = `interval '1500 milliseconds'`;

const mayGo = `(h.held_until <= now() AND h.free_at <= now() + ${shortPause}
  AND (cardinality(h.waiting) = 0 OR h.waiting[1] = $2::uuid OR h.turn_until <= now()))`;

/**
 * Rows of hosts, which belong to no store: whoever crawls one, from whatever store, takes turns with the others there.
 * A host is known by its hash and an ingest by its id, so that they tell nobody who reads what.
 */
@Injectable()
export class HostTurnRepository {
  constructor(private readonly platform: PlatformRepository) {}

  /** Takes the turn where it is free, else a place among those who wait; whoever does not come in time loses his. */
  async ask({ host, ingestId, runId }: HostTurn): Promise<TurnAnswer> {
    const [answer] = await this.platform.rows<TurnAnswer>(
      `INSERT INTO crawl_hosts AS h (host, holder, held_until, turn_until)
       VALUES ($1, $3, now() + ${lease}, now() + ${lease} + ${grace})
       ON CONFLICT (host) DO UPDATE SET
         holder = CASE WHEN ${mayGo} THEN $3::uuid ELSE h.holder END,
         held_until = CASE WHEN ${mayGo} THEN now() + ${lease} ELSE h.held_until END,
         turn_until = CASE WHEN ${mayGo} THEN now() + ${lease} + ${grace} ELSE h.turn_until END,
         waiting = CASE
           WHEN ${mayGo} THEN array_remove(
             CASE WHEN h.turn_until <= now() THEN h.waiting[2:] ELSE h.waiting END, $2::uuid)
           WHEN $2::uuid = ANY (h.waiting) THEN h.waiting
           ELSE h.waiting || $2::uuid END
       RETURNING holder IS NOT DISTINCT FROM $3::uuid AS "isOurs",
         ceil(1000 * greatest(0, extract(epoch FROM free_at - now()),
           CASE WHEN holder IS DISTINCT FROM $3::uuid
             THEN array_position(waiting, $2::uuid) - 0.5 END))::int AS "waitMs"`,
      [hashOf(host), ingestId, runId],
    );
    return answer as TurnAnswer;
  }

  /** Takes the turn only where nobody has it or waits for it and the host may be asked now; takes no place among others. */
  async askOnce({ host, runId }: Pick<HostTurn, 'host' | 'runId'>): Promise<TurnAnswer> {
    const [answer] = await this.platform.rows<TurnAnswer>(
      `WITH taken AS (
         INSERT INTO crawl_hosts AS h (host, holder, held_until, turn_until)
         VALUES ($1, $2, now() + ${lease}, now() + ${lease} + ${grace})
         ON CONFLICT (host) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until,
           turn_until = excluded.turn_until
         WHERE h.held_until <= now() AND h.free_at <= now()
           AND (cardinality(h.waiting) = 0 OR h.turn_until <= now())
         RETURNING h.host)
       SELECT EXISTS (SELECT FROM taken) AS "isOurs", coalesce((
         SELECT ceil(1000 * greatest(0, extract(epoch FROM free_at - now())))
         FROM crawl_hosts WHERE host = $1), 0)::int AS "waitMs"`,
      [hashOf(host), runId],
    );
    return answer as TurnAnswer;
  }

  async renew({ host, runId }: Pick<HostTurn, 'host' | 'runId'>): Promise<void> {
    await this.platform.rows(
      `UPDATE crawl_hosts SET held_until = now() + ${lease}, turn_until = now() + ${lease} + ${grace}
       WHERE host = $1 AND holder = $2 RETURNING host`,
      [hashOf(host), runId],
    );
  }

  /** Gives the turn back; `waitMs` is how long the host wants to be left alone, by whomever. */
  async release({ host, runId }: Pick<HostTurn, 'host' | 'runId'>, waitMs: number): Promise<void> {
    await this.platform.rows(
      `UPDATE crawl_hosts SET holder = NULL, held_until = now(),
         free_at = now() + make_interval(secs => $3::float8 / 1000),
         turn_until = now() + make_interval(secs => $3::float8 / 1000) + ${grace}
       WHERE host = $1 AND holder = $2 RETURNING host`,
      [hashOf(host), runId, waitMs],
    );
  }

  /** How much longer a host wants to be left alone; 0 for one that nobody crawls. */
  async waitMs(host: string): Promise<number> {
    const [row] = await this.platform.rows<{ waitMs: number }>(
      `SELECT ceil(1000 * greatest(0, extract(epoch FROM free_at - now())))::int AS "waitMs"
       FROM crawl_hosts WHERE host = $1`,
      [hashOf(host)],
    );
    return row?.waitMs ?? 0;
  }

  /** Forgets hosts that nobody has crawled for a while; returns how many. */
  async forgetIdle(): Promise<number> {
    const rows = await this.platform.rows(
      `DELETE FROM crawl_hosts WHERE greatest(turn_until, free_at) < now() - interval '1 hour'
       RETURNING host`,
    );
    return rows.length;
  }
}

const hashOf = (host: string): string => createHash('sha256').update(host).digest('hex');
