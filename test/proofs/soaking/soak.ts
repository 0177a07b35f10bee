import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import type { TestingModule } from '@nestjs/testing';

import { withEnv } from '../../e2e/running-api.js';
import { openRooms } from '../../support/rooms.js';
import { ForeignTrace } from './foreign-trace.js';
import { type SoakedStore, soakedStores } from './soaked-stores.js';
import { brokenWork, soundWork, type Work } from './soaked-work.js';

export interface SoakSize {
  queries: number;
  clients: number;
  stores: number;
  /** Called when the stores are there, before their work begins. */
  seedBug?: () => void;
}

export interface SoakEnd {
  done: number;
  /** Work that was meant to end badly, and did. */
  broken: number;
  /** Answers that held a trace of another store, as texts. */
  foreign: string[];
  /** Why work failed that should not have, or went well that should not, each as often as it happened. */
  errors: Map<string, number>;
  seconds: number;
}

const poolSize = '4';
const brokenShare = 0.1;
/** Enough to see what is wrong. */
const mostKept = 20;

/** Mixed work of many stores by many clients on a pool that is far too small for them, every tenth of it ending badly. */
export async function soak({ queries, clients, ...size }: SoakSize): Promise<SoakEnd> {
  const rooms = await withEnv({ DATABASE_POOL_SIZE: poolSize }, () =>
    openRooms({ imports: [KnowledgeModule, AgentModule] }),
  );
  try {
    const stores = await soakedStores(rooms, size.stores);
    size.seedBug?.();
    return await new Soak(rooms, stores).run(queries, clients);
  } finally {
    await rooms.close();
  }
}

class Soak {
  private readonly end: SoakEnd = {
    done: 0,
    broken: 0,
    foreign: [],
    errors: new Map(),
    seconds: 0,
  };
  private readonly sound: readonly Work[];
  private readonly bad: readonly Work[];
  private readonly trace: ForeignTrace;
  private begun = 0;

  constructor(
    rooms: TestingModule,
    private readonly stores: readonly SoakedStore[],
  ) {
    this.sound = soundWork(rooms);
    this.bad = brokenWork(rooms);
    this.trace = new ForeignTrace(stores);
  }

  async run(queries: number, clients: number): Promise<SoakEnd> {
    const startedAt = performance.now();
    const client = async () => {
      while (this.begun < queries) await this.next();
    };
    await Promise.all(Array.from({ length: clients }, client));
    this.end.seconds = (performance.now() - startedAt) / 1000;
    return this.end;
  }

  private async next(): Promise<void> {
    const number = this.begun;
    this.begun += 1;
    const isBad = Math.random() < brokenShare;
    const store = anyOf(this.stores);
    const work = isBad ? anyOf(this.bad) : this.sound[number % this.sound.length]!;
    try {
      this.look(store, await work(store));
      if (isBad) this.blame('work that ends badly went well');
    } catch (error) {
      if (isBad) this.end.broken += 1;
      else this.blame(String(error));
    }
    this.end.done += 1;
  }

  private look(store: SoakedStore, found: unknown): void {
    const text = this.trace.in(found, store);
    if (text === null) return;
    if (this.end.foreign.length < mostKept) console.error(`Given to ${store.mark}: ${text}`);
    this.end.foreign.push(text);
  }

  private blame(reason: string): void {
    this.end.errors.set(reason, (this.end.errors.get(reason) ?? 0) + 1);
  }
}

const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;
