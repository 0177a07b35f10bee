import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { MeasuredProcess } from '../../bench/measured-process.js';
import type { ApiClient } from '../../e2e/api-client.js';
import { waitFor } from '../../support/wait-for.js';

/** A little longer than a move of a small store takes, so that kills meet each of its steps. */
const longestLifeMs = 5_000;
const killsAtMost = 2;
const late = { timeoutMs: 180_000, everyMs: 100 };

type Step = 'moved' | 'confirmed';

/** Moves of one store, of which the worker is killed at moments that a seed draws, and replaced. */
export class KilledMoves {
  /** At which step moves stood when their worker was killed. */
  readonly met = new Map<string, number>();
  private worker: MeasuredProcess | null = null;
  private drawn = 0;

  constructor(
    private readonly admin: ApiClient,
    private readonly env: Record<string, string>,
    private readonly seed: string,
  ) {}

  /** There, and given up the way back; workers are killed in both. */
  async moveAndConfirm(storeId: string, placement: string): Promise<void> {
    const path = `/api/v1/stores/${storeId}/moves`;
    const { status, body } = await this.admin.post(path, { placement });
    if (status !== 202) throw new Error(`The move was answered ${status}: ${String(body['code'])}`);
    const move = `${path}/${String(body['id'])}`;
    await this.killUntil(move, 'moved');
    await this.admin.post(`${move}/confirm`, {});
    await this.killUntil(move, 'confirmed');
  }

  /** A worker that lives, for whoever needs one. */
  async revive(): Promise<void> {
    this.worker ??= await MeasuredProcess.start('worker', this.env);
  }

  async stop(): Promise<void> {
    await this.worker?.stop('SIGKILL');
    this.worker = null;
  }

  private async killUntil(move: string, end: Step): Promise<void> {
    const kills = Math.round(this.draw() * killsAtMost);
    for (let n = 0; n < kills; n += 1) {
      await this.revive();
      await sleep(this.draw() * longestLifeMs);
      await this.stop();
      const step = await this.stepOf(move);
      this.met.set(step, (this.met.get(step) ?? 0) + 1);
      if (step === end) break;
    }
    await this.revive();
    await waitFor(async () => (await this.stepOf(move)) === end, late);
  }

  private async stepOf(move: string): Promise<string> {
    const { body } = await this.admin.get(move);
    const step = String(body['step']);
    if (step.startsWith('cancel'))
      throw new Error(`The move was given up: ${String(body['error'])}`);
    return step;
  }

  /** From 0 to 1. */
  private draw(): number {
    const hash = createHash('sha256').update(`${this.seed} ${(this.drawn += 1)}`);
    return hash.digest().readUInt32BE() / 2 ** 32;
  }
}
