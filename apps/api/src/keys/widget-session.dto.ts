import type { IssuedSession } from '@app/tenancy';
import { z } from 'zod';

import { time, uuid } from '../http/input/fields.js';

export const WidgetSession = z
  .object({
    session_id: uuid("The shopper's session; renewing keeps it."),
    token: z
      .string()
      .describe('What the widget sends instead of its key. Shown here and kept nowhere.')
      .meta({
        example: 'sh_session_eyJpZCI6IjBiNmNiYjBlIn0.kq3ZJm0cV0yq1mC7o8Qf0h1lq3v9y2r5s8t1u4w7x0A',
      }),
    expires_at: time('When the token ends; renew it before.'),
    renewable_until: time('When the session ends, however often its token is renewed.'),
  })
  .meta({ id: 'WidgetSession', description: "A shopper's session with a store's widget." });
export type WidgetSessionDto = z.infer<typeof WidgetSession>;

export const toWidgetSessionDto = (session: IssuedSession): WidgetSessionDto => ({
  session_id: session.sessionId,
  token: session.token,
  expires_at: session.expiresAt.toISOString(),
  renewable_until: session.renewableUntil.toISOString(),
});
