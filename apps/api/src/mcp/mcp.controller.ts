import { CurrentStore, StoreAlsoIn, type StoreScope } from '@app/tenancy';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { CountsAnswer } from '../http/limits/counted.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { headerOfStore, StoreInHeader, StoreInQuery } from '../http/openapi/store-id.decorators.js';
import { isAsk } from './is-ask.js';
import { mcpAccepted, mcpAnswer, mcpRequest } from './mcp.example.js';
import { McpReplies } from './mcp-replies.js';

/** The store's knowledge and agent as tools of the Model Context Protocol. */
@ApiTags('other doors')
@Controller('mcp')
@StoreAlsoIn(headerOfStore)
export class McpController {
  constructor(private readonly replies: McpReplies) {}

  @Post()
  @CountsAnswer(({ body }) => isAsk(body))
  @HttpCode(200)
  @StoreInQuery()
  @StoreInHeader()
  @ApiBody(mcpRequest)
  @ApiResponse(mcpAnswer)
  @ApiResponse(mcpAccepted)
  @Operation({
    needs: ['chat', 'knowledge:read'],
    summary: 'Call a tool over MCP',
    description:
      'Streamable HTTP of the Model Context Protocol, without sessions, with the tools `search_knowledge` and `ask`; give the address and a key to a client of it. One message for each request. What a tool refuses is a result with `isError`; closing the connection stops the work.',
    fails: ['TENANCY_STORE_ID_REQUIRED', 'BATCH_REFUSED', 'MESSAGE_REFUSED', 'SHUTTING_DOWN'],
    errorsOf: 'mcp',
  })
  callTool(
    @CurrentStore() scope: StoreScope,
    @Body() message: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.replies.send(scope, message, reply);
  }
}
