import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import { IngestRepository } from '../ingests/ingest.repository.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { isActive } from '../ingests/knowledge-status.js';
import type { IngestStep } from './ingest-step.js';

const pageDetail = 'reading it takes down the process that reads it';
const stepDetail =
  'The step took down its worker, then the process in which it was tried again alone. What was live stays; the log of the worker names the job, and a resume tries it again.';

/** Says what it means that a slice took down two processes, the second one with nothing else in hand. */
@Injectable()
export class IngestBlamer {
  constructor(
    private readonly ingests: IngestRepository,
    private readonly frontier: FrontierService,
    private readonly stepper: IngestStepper,
  ) {}

  /** Not where pages were being read: then those are, which the next slices leave out until they are read apart. */
  async isSuspect(scope: StoreScope, { ingestId }: IngestStep): Promise<boolean> {
    const { touched } = await this.frontier.countOpen(scope, { id: ingestId, maxPages: 0 });
    return touched === 0;
  }

  /** A page that was being read is given up, and false: the ingest goes on. Else it fails. */
  async blame(scope: StoreScope, { ingestId, slice }: IngestStep): Promise<boolean> {
    const ingest = await this.ingests.get(scope, ingestId);
    if (!isActive(ingest.status) || ingest.slice !== slice) return false;
    if (ingest.status === 'crawling') {
      const ended = await this.frontier.endHeld(scope, ingestId, pageDetail);
      if (ended > 0) {
        await this.stepper.again(scope, ingestId, 0, true);
        return false;
      }
    }
    await this.stepper.fail(scope, ingestId, 'KNOWLEDGE_INGEST_STUCK', stepDetail);
    return true;
  }
}
