import { randomUUID } from 'node:crypto';

import { type ModelCalled, modelCalled } from '../events/model-called.js';
import type { StoreScope } from '../scope/store-scope.js';
import { addAmounts } from './prices/add-amounts.js';
import type { PriceTable } from './prices/price-table.js';
import { budgetSpent } from './usage.errors.js';
import type { PricedCall, UsageRepository } from './usage.repository.js';
import type {
  CallOrigin,
  CallTokens,
  PlannedCall,
  TakenTokens,
  UsagePurpose,
} from './usage-purpose.js';

/** Whose a call is, and what it is made for. */
export interface CallAbout {
  storeId: string;
  conversationId?: string;
  purpose: UsagePurpose;
}

/** A call that may be made; one of the two ends it. */
export interface OpenCall {
  readonly about: CallAbout;
  /** It was made and took this; `end` says where it did not come to its own. */
  settle(tokens: TakenTokens, end?: ModelCalled['end']): Promise<void>;
  /** It cost nothing: it was refused, or never arrived. */
  release(end?: Exclude<ModelCalled['end'], 'done'>): Promise<void>;
}

/** What some calls have cost together. */
export interface CallCost {
  /** An exact decimal; null where one of them has no known price. */
  amount: string | null;
  currency: string | null;
}

/** Meters calls for one purpose. */
export interface Counted {
  meter: Meter;
  purpose: UsagePurpose;
}

/** What those who call models see of a meter. */
export interface Meter {
  readonly cost: CallCost;
  hasPrice(model: string): boolean;
  /** Throws TENANCY_BUDGET_SPENT where the call may cost more than is left. */
  begin(call: PlannedCall): Promise<OpenCall>;
}

/**
 * Notes every call that is made for one piece of a store's work, and holds back before each what it may cost, so that
 * calls side by side cannot spend the same money. It alone tells of calls, for whoever counts them.
 */
export class CallMeter implements Meter {
  private amount: string | null = '0';

  constructor(
    private readonly ledger: UsageRepository,
    private readonly prices: PriceTable | null,
    private readonly scope: StoreScope,
    private readonly origin: CallOrigin,
  ) {}

  get cost(): CallCost {
    return { amount: this.amount, currency: this.prices?.currency ?? null };
  }

  hasPrice(model: string): boolean {
    return this.prices?.models.has(model) === true;
  }

  async begin({ purpose, model, mostTokens }: PlannedCall): Promise<OpenCall> {
    const call: PricedCall = {
      id: randomUUID(),
      purpose: this.purposeOf(purpose),
      model,
      origin: this.origin,
      price: this.prices?.models.get(model) ?? null,
    };
    const whenSpent = await this.ledger.reserve(this.scope, call, mostTokens);
    if (whenSpent !== null) throw budgetSpent(whenSpent);
    const tell = teller(call);
    const { conversationId } = this.origin;
    return {
      about: { storeId: this.scope.storeId, conversationId, purpose: call.purpose },
      settle: async (tokens, end = 'done') => tell(end, tokens, await this.settle(call, tokens)),
      release: async (end = 'failed') => {
        tell(end, NO_TOKENS, '0');
        await this.ledger.release(this.scope, call.id);
      },
    };
  }

  private async settle(call: PricedCall, tokens: TakenTokens): Promise<string | null> {
    const cost = await this.ledger.settle(this.scope, call, tokens, this.prices);
    this.amount = cost === null || this.amount === null ? null : addAmounts(this.amount, cost);
    return cost;
  }

  private purposeOf(purpose: UsagePurpose): UsagePurpose {
    const { runs } = this.origin;
    return runs !== undefined && CHAT_PURPOSES.has(purpose) ? runs : purpose;
  }
}

const NO_TOKENS: CallTokens = { input: 0, output: 0 };

/** Takes the time of a call from now on; what is told again is the same call. */
function teller({ purpose, model }: PricedCall) {
  const start = performance.now();
  let isTold = false;
  return (end: ModelCalled['end'], { input, output }: CallTokens, cost: string | null): void => {
    if (isTold) return;
    isTold = true;
    modelCalled.publish({
      purpose,
      model,
      end,
      ms: Math.round(performance.now() - start),
      inputTokens: input,
      outputTokens: output,
      cost: cost === null ? null : Number(cost),
    });
  };
}

const CHAT_PURPOSES: ReadonlySet<UsagePurpose> = new Set([
  'answer',
  'rewrite',
  'translate',
  'tools',
  'judge',
]);
