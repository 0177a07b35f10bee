/** A shopper as Shopify knows one; what it does not know is null or left out. */
export interface ShopifyCustomer {
  /** Decimal. */
  id?: string | null;
  email?: string | null;
  phone?: string | null;
}

/**
 * Every name that a store may have given the conversations of this shopper: the id as a number or as a global one of
 * Shopify's GraphQL API, the email as it was sent or in small letters, the phone.
 */
export function shopperNames({ id, email, phone }: ShopifyCustomer): string[] {
  const names = [
    ...(id ? [id, `gid://shopify/Customer/${id}`] : []),
    ...(email ? [email, email.toLowerCase()] : []),
    ...(phone ? [phone] : []),
  ];
  return [...new Set(names)];
}
