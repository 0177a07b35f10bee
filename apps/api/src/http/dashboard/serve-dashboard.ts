import { createHash, timingSafeEqual } from 'node:crypto';

import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { getQueueToken } from '@nestjs/bullmq';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { RequestAudit } from '../../audit/request-audit.js';
import { allQueues } from '../../jobs/all-queues.js';
import { DashboardAudit } from './dashboard-audit.js';
import { describeJob } from './describe-job.js';

const path = '/admin/queues';

/**
 * The queues of all rooms at /admin/queues, behind HTTP basic authentication with any user name and
 * QUEUE_DASHBOARD_PASSWORD. Jobs carry ids only and failed ones a reason of ours, so nothing a shopper wrote is shown.
 */
export function serveDashboard(app: NestFastifyApplication, password: string): void {
  const board = new FastifyAdapter();
  board.setBasePath(path);
  const queues = allQueues.map(({ name }) => {
    const queue = new BullMQAdapter(app.get(getQueueToken(name), { strict: false }));
    queue.setFormatter('name', describeJob);
    return queue;
  });
  createBullBoard({ queues, serverAdapter: board });
  const audit = new DashboardAudit(app.get(RequestAudit));
  // a context of its own: the hook guards exactly what the board registers, however a path is spelled
  app
    .getHttpAdapter()
    .getInstance()
    .register((instance, _options, done) => {
      instance.addHook('onRequest', askForPassword(password, audit));
      instance.addHook('onRequest', (request) => audit.begin(request));
      instance.addHook('onResponse', (request, reply) => audit.end(request, reply));
      instance.register(board.registerPlugin(), { prefix: path });
      done();
    });
}

const askForPassword = (password: string, audit: DashboardAudit) => {
  const expected = digest(password);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const [, credentials = ''] = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const text = Buffer.from(credentials, 'base64').toString('utf8');
    const given = text.slice(text.indexOf(':') + 1);
    if (timingSafeEqual(digest(given), expected)) return;
    audit.refused(request);
    await reply
      .code(401)
      .header('WWW-Authenticate', 'Basic realm="queues", charset="UTF-8"')
      .send('A password is needed.');
  };
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
