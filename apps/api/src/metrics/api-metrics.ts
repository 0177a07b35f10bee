import { answerOutcomes } from '@app/agent';
import { ProcessMetrics } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

/** From what a cached answer takes to where a client gives up. */
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const answerSeconds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 60, 120];
const searchSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * What the API counts. Names and labels are an operator's interface: dashboards and alerts under `docker/` use them. No
 * store is ever a label, but for those of METRICS_STORE_IDS.
 */
@Injectable()
export class ApiMetrics extends ProcessMetrics {
  readonly requests = this.counter('http_requests_total', 'Requests answered.', [
    'operation',
    'status',
  ]);
  readonly requestSeconds = this.histogram(
    'http_request_duration_seconds',
    'From the first byte read to the last written.',
    ['operation'],
    requestSeconds,
  );
  readonly answers = this.counter('answers_total', 'Questions, by how they ended.', ['outcome']);
  readonly firstEventSeconds = this.histogram(
    'answer_first_event_seconds',
    'From a question to the first event of its answer.',
    [],
    answerSeconds,
  );
  readonly answerSeconds = this.histogram(
    'answer_duration_seconds',
    'From a question to the end of its answer.',
    ['outcome'],
    answerSeconds,
  );
  readonly searchSeconds = this.histogram(
    'search_duration_seconds',
    'Searches, by legs and how the dense one was searched.',
    ['legs', 'method'],
    searchSeconds,
  );
  readonly queueJobs = this.gauge('queue_jobs', 'Jobs of all stores in the queues.', [
    'queue',
    'state',
  ]);
  readonly queueUp = this.gauge('queue_up', '1 while the queues answer.', []);
  readonly isolationOutcome = this.gauge(
    'isolation_check_outcome',
    '1 for how the last isolation check ended.',
    ['outcome'],
  );
  readonly isolationEndedAt = this.gauge(
    'isolation_check_ended_timestamp_seconds',
    'When the last isolation check ended.',
    [],
  );
  readonly isolationSeconds = this.gauge(
    'isolation_check_duration_seconds',
    'How long the last isolation check took.',
    [],
  );
  readonly isolationRoutes = this.gauge(
    'isolation_check_routes',
    'Routes of the last isolation check.',
    ['kind'],
  );
  readonly isolationFailures = this.gauge(
    'isolation_check_failures',
    'What leaked in the last isolation check.',
    [],
  );
  readonly auditEntries = this.counter('audit_entries_total', 'Entries of the audit written.', [
    'action',
    'outcome',
  ]);
  readonly storeAnswers = this.counter(
    'store_answers_total',
    'Questions of the stores in METRICS_STORE_IDS.',
    ['store', 'outcome'],
  );

  constructor() {
    super();
    // a series that is not there cannot raise an alarm
    for (const outcome of [...answerOutcomes, 'stopped']) this.answers.inc({ outcome }, 0);
    this.isolationFailures.reset();
  }
}
