import {
  type DeliverWebhookData,
  deliverWebhookJob,
  WebhookDeliverer,
  webhooksQueue,
} from '@app/agent';
import { OnJob, StoreJobRunner, StoreProcessor, type StoreScope } from '@app/tenancy';

/** The door of the webhooks queue: one attempt at one delivery a job. */
@StoreProcessor(webhooksQueue)
export class WebhooksProcessor extends StoreJobRunner {
  constructor(private readonly deliverer: WebhookDeliverer) {
    super();
  }

  @OnJob(deliverWebhookJob)
  deliverWebhook(scope: StoreScope, data: DeliverWebhookData) {
    return this.deliverer.attempt(scope, data);
  }

  /** It sends what a row says and reads no answer: a worker that died with it died of something else. */
  protected override async isSuspect(): Promise<boolean> {
    return false;
  }
}
