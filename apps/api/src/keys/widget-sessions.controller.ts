import { CurrentPrincipal, type WidgetPrincipal, WidgetSessions } from '@app/tenancy';
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { toWidgetSessionDto, WidgetSession, type WidgetSessionDto } from './widget-session.dto.js';

/** Where a widget changes its key for what it may show of itself. */
@ApiTags('conversations')
@Controller('widget-sessions')
export class WidgetSessionsController {
  constructor(private readonly sessions: WidgetSessions) {}

  @Post()
  @Returns(201, WidgetSession, 'The session with a new token.')
  @Operation({
    needs: 'widget',
    summary: "Begin or renew a shopper's session",
    description:
      'With a widget key, from a site that it is bound to: begins a session. With a token: renews it, the session stays. ' +
      'The token is sent as `Authorization: Bearer <token>` from the same site, does what a widget key does, for ' +
      '`WIDGET_SESSION_MINUTES`, and ends with its key, everywhere within a second. Only it opens the conversations that it ' +
      'began.',
    fails: ['TENANCY_CREDENTIALS_SECRET_MISSING'],
  })
  createWidgetSession(@CurrentPrincipal() widget: WidgetPrincipal): WidgetSessionDto {
    return toWidgetSessionDto(this.sessions.issue(widget));
  }
}
