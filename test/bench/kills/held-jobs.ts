import { crawlQueue, indexQueue, KnowledgeModule } from '@app/knowledge';
import { PlatformRepository } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';

import { openRooms } from '../../support/rooms.js';

/** A slice that a process had in hand when it died. */
export interface HeldJob {
  name: string;
  ingestId: string;
  /** Of the ingest. */
  kind: string;
}

/** Reads off the queues who holds what. */
export class HeldJobs {
  private constructor(
    private readonly rooms: TestingModule,
    readonly platform: PlatformRepository,
    private readonly queues: readonly Queue[],
  ) {}

  static async open(): Promise<HeldJobs> {
    const rooms = await openRooms({ imports: [KnowledgeModule] });
    const queues = [crawlQueue, indexQueue].map(({ name }) =>
      rooms.get<Queue>(getQueueToken(name), { strict: false }),
    );
    return new HeldJobs(rooms, rooms.get(PlatformRepository), queues);
  }

  close(): Promise<void> {
    return this.rooms.close();
  }

  /** Of a process that is dead: what it ended is held no more, and nothing new comes to it. */
  async of(pid: number): Promise<HeldJob[]> {
    const active = (await Promise.all(this.queues.map((queue) => queue.getActive()))).flat();
    const held = active
      .filter(({ processedBy }) => processedBy?.endsWith(`/${pid}`))
      .map(({ name, data }) => ({ name, ingestId: String(data.data.ingestId) }));
    const ingests = await this.platform.rows<{ id: string; kind: string }>(
      'SELECT id, kind FROM ingests WHERE id = ANY ($1)',
      [held.map(({ ingestId }) => ingestId)],
    );
    const kindOf = new Map(ingests.map(({ id, kind }) => [id, kind]));
    return held.map((job) => ({ ...job, kind: kindOf.get(job.ingestId) ?? '' }));
  }
}
