import type { StoreScope } from '@app/tenancy';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { EXACT_UP_TO } from '../sketching/exact-up-to.js';
import { SketchMemory } from '../sketching/sketch-memory.js';
import { Sketcher } from '../sketching/sketcher.service.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { CANDIDATES, type DenseCandidates, FILTERED_CANDIDATES } from './dense-leg.js';

/** Releases whose index could not be read; who failed longest ago is tried again first. */
const MOST_FAILING = 1_000;

/** What a search tells of the release that it was in. */
interface SearchedRelease {
  release: number;
  releaseId: string;
  model: string | null;
  hasDense: boolean;
  releaseChunks: number;
}

/**
 * The index of large releases: their sketches, in memory. A release never changes, so what is remembered of it is never
 * wrong; where another one is searched than guessed for, or none is remembered yet, the statement compares with every
 * chunk. Reading one in happens beside the searches, which never wait for it.
 */
@Injectable()
export class SketchIndex implements OnModuleDestroy {
  private readonly logger = new Logger(SketchIndex.name);
  private readonly memory = new SketchMemory();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly failing = new Map<string, CircuitBreaker>();

  constructor(private readonly sketcher: Sketcher) {}

  /** Null where the store is small, or its index is not read in yet. */
  guess(scope: StoreScope, vector: readonly number[], isFiltered: boolean): DenseCandidates | null {
    const known = this.memory.recall(scope);
    if (!known?.shelf) return null;
    const count = isFiltered ? FILTERED_CANDIDATES : CANDIDATES;
    return {
      releaseId: known.releaseId,
      numbers: known.shelf.nearest(vector, count),
    };
  }

  /** To be told of each live release that was searched, so that the next search finds its index. */
  notice(scope: StoreScope, found: SearchedRelease): void {
    const { releaseId, hasDense, releaseChunks } = found;
    if (!hasDense || releaseChunks <= EXACT_UP_TO) return;
    if (this.loading.has(releaseId) || this.memory.recall(scope)?.releaseId === releaseId) return;
    if (this.failing.get(releaseId)?.mayTry() === false) return;
    const loading = this.load(scope, found).catch((error: unknown) => this.fail(releaseId, error));
    this.loading.set(
      releaseId,
      loading.finally(() => this.loading.delete(releaseId)),
    );
  }

  /** Resolves when nothing is being read in. */
  async settled(): Promise<void> {
    await Promise.all(this.loading.values());
  }

  async onModuleDestroy(): Promise<void> {
    await this.settled();
  }

  private async load(
    scope: StoreScope,
    { release, releaseId, model }: SearchedRelease,
  ): Promise<void> {
    const shelf = await this.sketcher.read(scope, release, model ?? '');
    this.memory.keep(scope, { releaseId, shelf });
    this.failing.delete(releaseId);
  }

  /** One store's index that fails again and again shall cost neither its searches nor the log a try each. */
  private fail(releaseId: string, error: unknown): void {
    const breaker = this.failing.get(releaseId) ?? new CircuitBreaker();
    this.failing.delete(releaseId);
    this.failing.set(releaseId, breaker);
    const [oldest] = this.failing.keys();
    if (this.failing.size > MOST_FAILING && oldest !== undefined) this.failing.delete(oldest);
    const restMs = breaker.fail();
    this.logger.warn({ err: error, releaseId, restMs }, 'the index of a release could not be read');
  }
}
