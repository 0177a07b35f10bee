import { AppError } from '@app/tenancy';

import { HttpProblem } from '../http/problems/http-problem.js';

export const shopifyOff = () =>
  new AppError({
    kind: 'not_found',
    code: 'SHOPIFY_OFF',
    message:
      "Shopify's webhooks are not taken here: the operator must set SHOPIFY_API_SECRET to the client secret of the app.",
  });

export const shopifySignatureRefused = () =>
  new HttpProblem({
    title: 'Not signed by Shopify',
    status: 401,
    code: 'SHOPIFY_SIGNATURE_REFUSED',
    detail:
      'This was not signed by Shopify: "X-Shopify-Hmac-Sha256" is missing, or not that of the body under SHOPIFY_API_SECRET.',
  });
