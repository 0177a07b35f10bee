import { ConversationService } from '@app/agent';
import { isUuid, type ScopedRequest } from '@app/tenancy';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';

/**
 * Keeps a widget to its shopper's conversations, on whatever route names one in its path: what another session began looks
 * missing, and so does what a server or the bare key began. The bare key goes on only with what no session began.
 */
@Injectable()
export class OwnConversationGuard implements CanActivate {
  constructor(private readonly conversations: ConversationService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ScopedRequest>();
    const { principal, storeScope } = request;
    const { conversation_id: id } = (request.params ?? {}) as Record<string, unknown>;
    if (principal?.kind !== 'widget' || !storeScope || !isUuid(id)) return true;
    await this.conversations.checkSession(storeScope, id, principal.session?.id);
    return true;
  }
}
