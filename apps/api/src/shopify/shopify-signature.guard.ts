import { headerOf } from '@app/tenancy';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';

import { type AuditedRequest, RequestAudit } from '../audit/request-audit.js';
import { API_CONFIG, type ApiConfig } from '../http/api.config.js';
import { parseJsonBody } from '../http/input/parse-json-body.js';
import { isSignedByShopify } from './is-signed-by-shopify.js';
import { shopifyOff, shopifySignatureRefused } from './shopify.errors.js';

/**
 * Lets in what Shopify signed, and only then reads the body as JSON. The route comes with the bytes as they arrived
 * (`TakesSignedBody`), for no other spelling of the same JSON has that signature. What is refused costs no query.
 */
@Injectable()
export class ShopifySignatureGuard implements CanActivate {
  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    private readonly audit: RequestAudit,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { shopifySecrets } = this.config;
    if (shopifySecrets.length === 0) throw shopifyOff();
    const request = context.switchToHttp().getRequest<AuditedRequest>();
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const signature = headerOf(request, 'x-shopify-hmac-sha256');
    if (!isSignedByShopify(bytes, signature, shopifySecrets)) {
      const problem = shopifySignatureRefused();
      const operation = context.getHandler().name;
      this.audit.refused(request, { code: problem.parts.code, operation });
      throw problem;
    }
    request.body = parseJsonBody(bytes);
    return true;
  }
}
