import { AppError } from '@app/tenancy';

export const shopifyOff = () =>
  new AppError({
    kind: 'not_found',
    code: 'SHOPIFY_OFF',
    message:
      "Shopify's webhooks are not taken here: the operator must set SHOPIFY_API_SECRET to the client secret of the app.",
  });

export const shopifySignatureRefused = () =>
  new AppError({
    kind: 'unauthorized',
    code: 'SHOPIFY_SIGNATURE_REFUSED',
    message:
      'This was not signed by Shopify: "X-Shopify-Hmac-Sha256" is missing, or not that of the body under SHOPIFY_API_SECRET.',
  });
