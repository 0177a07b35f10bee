import type { Provider } from '@nestjs/common';

import { BudgetAlertReport } from '../alerts/budget-alert-report.js';
import { BudgetAlertSweep } from '../alerts/budget-alert-sweep.js';
import { GapAnsweredReport } from '../gap-replay/gap-answered-report.js';
import { ConversationTranscript } from '../handoff/conversation-transcript.js';
import { PrivacyRequestReport } from '../privacy/privacy-request-report.js';
import { StoreWebhooks } from './store-webhooks.service.js';
import { WebhookRepository } from './webhook.repository.js';
import { WebhookCaller } from './webhook-caller.js';
import {
  WEBHOOK_RETRIES_MS,
  WebhookDeliverer,
  webhookRetriesMs,
} from './webhook-deliverer.service.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { EVENT_COMPOSERS, type EventComposers } from './webhook-event.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSettings } from './webhook-settings.service.js';
import { WebhookSweep } from './webhook-sweep.js';

/** What doors and other modules use of the webhooks. */
export const webhookSurface = [
  StoreWebhooks,
  WebhookSettings,
  WebhookDeliverer,
  WebhookSweep,
  BudgetAlertSweep,
];

/** Everything that webhooks need, for the module of this lib; what is sent for an event is named here. */
export const webhookProviders: Provider[] = [
  WebhookRepository,
  WebhookDeliveryRepository,
  WebhookCaller,
  WebhookSecrets,
  ConversationTranscript,
  GapAnsweredReport,
  BudgetAlertReport,
  {
    provide: EVENT_COMPOSERS,
    inject: [ConversationTranscript, GapAnsweredReport, BudgetAlertReport, PrivacyRequestReport],
    useFactory: (
      transcript: ConversationTranscript,
      answered: GapAnsweredReport,
      alert: BudgetAlertReport,
      request: PrivacyRequestReport,
    ): EventComposers => ({
      'conversation.handed_off': transcript,
      'message.received': transcript,
      'gap.answered': answered,
      'budget.alert': alert,
      'privacy.data_requested': request,
    }),
  },
  { provide: WEBHOOK_RETRIES_MS, useValue: webhookRetriesMs },
  ...webhookSurface,
];
