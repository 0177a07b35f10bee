import { Pool } from 'undici';

import { judge } from './answers/judge-answer.js';
import { Coverage } from './coverage.js';
import { type PlannedRequest, plannedRequest } from './plan-request.js';
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
}

/** Requests at a time. */
const lanes = 8;
/** Then come two new stores: what is left of the old ones is little. */
const perRound = 1_500;

/** Sends requests that are made up by the document to a running API, and judges every answer by it. */
export class Fuzz {
  private readonly end: FuzzEnd = { coverage: new Coverage(), faults: new Map(), sent: 0 };
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
    const planned = plannedRequest(seed, n);
    const sent = filled(planned, n, this.around);
    this.end.sent += 1;
    try {
      const answer = await send(this.pool, sent);
      this.look(planned, sent, answer, n);
      await this.mend(planned, answer, n);
    } catch (error) {
      this.blame(planned, `was not answered: ${String(error)}`, `${n}: ${described(sent)}`);
    }
  }

  private look(planned: PlannedRequest, sent: Sent, answer: Received, n: number): void {
    const { operation } = planned;
    if (planned.method === operation.method) this.end.coverage.count(operation.name, answer.status);
    for (const fault of judge(operation, sent, answer)) {
      const { status, text } = answer;
      this.blame(planned, fault, `${n}: ${described(sent)}\n  → ${status} ${text.slice(0, 1_000)}`);
    }
    if (answer.status < 300) this.learn(planned, sent, answer, n);
  }

  private learn(
    { operation }: PlannedRequest,
    { path }: Sent,
    { text }: Received,
    n: number,
  ): void {
    const body = parsed(text);
    if (operation.name === 'createStore') {
      this.around.spareStores.push(String((body as { id?: unknown }).id));
    } else if (operation.name !== 'listStores') {
      this.shopOf(n).known.learn(path, body);
    }
  }

  /** What would leave nothing to try for the rest of the round is taken back. */
  private async mend(
    { operation }: PlannedRequest,
    { status }: Received,
    n: number,
  ): Promise<void> {
    if (status >= 300) return;
    const path = `/api/v1/stores/${this.shopOf(n).storeId}`;
    if (operation.name === 'updateStore') {
      await this.town.admin.call('PATCH', path, { body: { is_active: true } });
    } else if (operation.name === 'putLimits') {
      await this.town.admin.call('PUT', `${path}/limits`, { body: {} });
    }
  }

  private shopOf(n: number): Shop {
    return this.around.shops[n % 2] as Shop;
  }

  private blame({ operation }: PlannedRequest, fault: string, example: string): void {
    const known = this.end.faults.get(fault) ?? { times: 0, operations: new Set(), first: example };
    known.times += 1;
    known.operations.add(operation.name);
    this.end.faults.set(fault, known);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
