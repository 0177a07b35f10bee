import {
  BudgetAlertSweep,
  ConversationSweep,
  GapSweep,
  ReceiptSweep,
  WebhookSweep,
} from '@app/agent';
import { AuditSweep, UsageSweep } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

/** What is to be looked at now and then beside the crawls: tellings, gaps, budgets, and what is kept no longer. */
@Injectable()
export class AgentSweeps {
  constructor(
    private readonly webhooks: WebhookSweep,
    private readonly gaps: GapSweep,
    private readonly budgets: BudgetAlertSweep,
    private readonly conversations: ConversationSweep,
    private readonly receipts: ReceiptSweep,
    private readonly usage: UsageSweep,
    private readonly audit: AuditSweep,
  ) {}

  async run(): Promise<void> {
    await this.webhooks.nudgeLate();
    await this.budgets.tell();
    await this.gaps.nudgeNew();
    await this.gaps.nudgeAwaited();
    await this.conversations.nudgeOld();
    await this.receipts.removeOld();
    await this.usage.removeOld();
    await this.audit.noteExpired();
    await this.audit.removeOld();
  }
}
