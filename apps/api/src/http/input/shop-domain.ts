import { z } from 'zod';

/** The name that a shop keeps whatever its storefront is called. */
export const shopDomain = z
  .string()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/,
    'Must be <name>.myshopify.com, without scheme, port or path',
  )
  .meta({ example: 'pillow-store.myshopify.com' });
