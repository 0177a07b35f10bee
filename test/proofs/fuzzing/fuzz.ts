import { setTimeout as sleep } from 'node:timers/promises';

import { Pool } from 'undici';

import { judge } from './answers/judge-answer.js';
import { Coverage } from './coverage.js';
import { operationAt } from './described-api.js';
import { plannedRequest } from './plan-request.js';
import {
  described,
  filled,
  type Received,
  send,
  type Sent,
  type Surroundings,
} from './send-request.js';
import { openShops, type Shop, type Town } from './two-shops.js';

export interface FuzzSize {
  seed: number;
  requests: number;
  /** The number of the first. */
  from?: number;
}

export interface FuzzEnd {
  coverage: Coverage;
  /** How often each thing was wrong, where, and the first request that it was wrong with. */
  faults: Map<string, { times: number; operations: Set<string>; first: string }>;
  sent: number;
  /**
   * What was answered 503 as the database or the queue did not answer in time, and answered when sent again: on a machine
   * without a processor to spare. What stays away is a fault.
   */
  away: string[];
}

/** Requests at a time. */
const lanes = 8;
/** A request that finds the database or the queue away is sent so often. */
const mostTries = 5;
/** Then come two new stores: what is left of the old ones is little. */
const perRound = 1_500;

/** Sends requests that are made up by the document to a running API, and judges every answer by it. */
export class Fuzz {
  private readonly end: FuzzEnd = {
    coverage: new Coverage(),
    faults: new Map(),
    sent: 0,
    away: [],
  };
  private readonly pool: Pool;
  private around: Surroundings;

  constructor(
    private readonly town: Town,
    private readonly afterRound: (sent: number) => Promise<void> = () => Promise.resolve(),
  ) {
    this.pool = new Pool(town.admin.origin, { connections: lanes, pipelining: 1 });
  }

  async run({ seed, requests, from = 0 }: FuzzSize): Promise<FuzzEnd> {
    for (let first = from; first < from + requests; first += perRound) {
      const shops = await openShops(this.town);
      this.around = { shops, siteOrigin: this.town.site.origin, spareStores: [] };
      await this.round(seed, first, Math.min(first + perRound, from + requests));
      await this.afterRound(this.end.sent);
    }
    await this.pool.close();
    return this.end;
  }

  private async round(seed: number, first: number, end: number): Promise<void> {
    let next = first;
    const lane = async () => {
      while (next < end) await this.one(seed, next++);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  private async one(seed: number, n: number): Promise<void> {
    const sent = filled(plannedRequest(seed, n), n, this.around);
    const name = operationAt(sent.method, sent.path)?.name ?? 'no operation';
    this.end.sent += 1;
    try {
      const answer = await this.sendUntilThere(sent);
      if (sent.method !== 'HEAD') this.end.coverage.count(name, answer.status);
      for (const fault of judge(sent, answer)) this.blame(name, fault, told(n, sent, answer));
      if (answer.status < 300) await this.follow(name, sent, answer, n);
    } catch (error) {
      this.blame(name, `was not answered: ${String(error)}`, told(n, sent));
    }
  }

  /** As a client does that heeds `Retry-After`. */
  private async sendUntilThere(sent: Sent): Promise<Received> {
    for (let tries = 1; ; tries += 1) {
      const answer = await send(this.pool, sent);
      if (tries === mostTries || answer.status !== 503 || !isAway.test(answer.text)) return answer;
      this.end.away.push(`${sent.method} ${sent.path}: ${answer.text}`);
      await sleep(Number(answer.headers['retry-after'] ?? 1) * 1_000);
    }
  }

  /** Learns from what went well, and takes back what would leave nothing to try for the rest of the round. */
  private async follow(name: string, { method, path }: Sent, { text }: Received, n: number) {
    const { storeId, known } = this.shopOf(n);
    if (method === 'DELETE') known.forget(path);
    const body = parsed(text);
    const store = `/api/v1/stores/${storeId}`;
    if (name === 'createStore') {
      this.around.spareStores.push(String((body as { id?: unknown }).id));
    } else if (name === 'updateStore') {
      await this.town.admin.call('PATCH', store, { body: { is_active: true } });
    } else if (name === 'putLimits') {
      await this.town.admin.call('PUT', `${store}/limits`, { body: {} });
    } else if (name !== 'listStores') {
      known.learn(path, body);
    }
  }

  private shopOf(n: number): Shop {
    return this.around.shops[n % 2] as Shop;
  }

  private blame(operation: string, fault: string, first: string): void {
    const known = this.end.faults.get(fault) ?? { times: 0, operations: new Set(), first };
    known.times += 1;
    known.operations.add(operation);
    this.end.faults.set(fault, known);
  }
}

const isAway = /"code":"(TENANCY_(DATABASE|QUEUE)_UNAVAILABLE|NOT_READY)"/;

const told = (n: number, sent: Sent, answer?: Received): string =>
  `${n}: ${described(sent)}\n  → ${answer?.status} ${answer?.text.slice(0, 1_000)}`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
