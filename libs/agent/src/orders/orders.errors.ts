import { AppError } from '@app/tenancy';

export const orderEndpointNotFound = () =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_ORDER_ENDPOINT_NOT_FOUND',
    message: 'This store has no order endpoint; put one with its "url".',
  });

export const orderEndpointRefused = (reason: string) =>
  new AppError({
    kind: 'invalid',
    code: 'AGENT_ORDER_ENDPOINT_REFUSED',
    message: `"url" is refused: it ${reason}.`,
    details: { field: 'url', reason },
  });
