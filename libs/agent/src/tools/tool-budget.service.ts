import type { StoreScope } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { AGENT_CONFIG, type AgentConfig } from '../agent.config.js';
import { type Allowance, ToolCountRepository } from './tool-count.repository.js';
import type { ToolName } from './tool-use.js';

/** Of one answer: calls beyond these are not made, and none goes on for longer. */
export const TURN_CALLS = 3;
export const TURN_MS = 15_000;

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const DEFAULT_CALLS_A_DAY = 2_000;

/** Codes are asked for by anybody, so they count apart: they must not use up what shoppers with a token may ask. */
export type Counted = ToolName | 'order_code';

export interface Hourly {
  /** Whom or what it is counted for; never in clear. */
  key: string;
  limit: number;
}

/** How often tools may be called: by a store in a day, and for one conversation, shopper or order in an hour. */
@Injectable()
export class ToolBudget {
  constructor(
    @Inject(AGENT_CONFIG) private readonly config: AgentConfig,
    private readonly counts: ToolCountRepository,
  ) {}

  get callsADay(): number {
    return this.config.toolCallsADay ?? DEFAULT_CALLS_A_DAY;
  }

  /** Counts one call; false where one of the limits is reached. A day begins with its first call. */
  async take(scope: StoreScope, tool: Counted, hourly: readonly Hourly[] = []): Promise<boolean> {
    const allowances: Allowance[] = [
      ...hourly.map(({ key, limit }) => ({ key, limit, seconds: HOUR_SECONDS })),
      { key: dayOf(tool), limit: this.callsADay, seconds: DAY_SECONDS },
    ];
    for (const allowance of allowances) {
      if (!(await this.counts.take(scope, allowance))) return false;
    }
    return true;
  }

  usedToday(scope: StoreScope, tool: Counted): Promise<number> {
    return this.counts.uses(scope, dayOf(tool));
  }
}

const dayOf = (tool: Counted): string => `day:${tool}`;
