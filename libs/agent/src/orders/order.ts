import { z } from 'zod';

export const orderStatuses = [
  'received',
  'processing',
  'shipped',
  'out_for_delivery',
  'ready_for_pickup',
  'delivered',
  'delayed',
  'cancelled',
  'returned',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** What a shopper may be told of an order: typed facts only, so that no name, address or sentence of anybody travels along. */
export interface Order {
  orderNumber: string;
  status: OrderStatus;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  /** Day, as 2026-12-03. */
  placedOn: string | null;
  expectedOn: string | null;
  itemCount: number | null;
}

/** A name such as "DHL Express"; no digits beyond a few, no mail address, no sentence. */
const CARRIER = /^(?=.*\p{L})(?!.*\d{4})[\p{L}\p{N} .&'+-]{2,40}$/u;
const TRACKING = /^[A-Za-z0-9-]{4,40}$/;

/** A detail that is not as it should be is left out; the rest still helps. */
const detail = <S extends z.ZodType>(schema: S) => schema.nullish().catch(null);

const answer = z.object({
  order_number: z.string().min(1).max(40),
  shopper_id: detail(z.string().max(200)),
  status: z.enum(orderStatuses),
  carrier: detail(z.string().regex(CARRIER)),
  tracking_number: detail(z.string().regex(TRACKING)),
  tracking_url: detail(z.string().max(500)),
  placed_on: detail(z.iso.date()),
  expected_on: detail(z.iso.date()),
  item_count: detail(z.number().int().min(1).max(999)),
});

/** The details that a store's system may tell, by their names on the wire. */
export const orderDetails = [
  'carrier',
  'tracking_number',
  'tracking_url',
  'placed_on',
  'expected_on',
  'item_count',
] as const;

type OrderDetail = (typeof orderDetails)[number];

/** A detail that was given and could not be taken; the reason goes on after "it". */
export interface DroppedDetail {
  name: OrderDetail;
  reason: string;
}

const REASONS: Readonly<Record<OrderDetail, string>> = {
  carrier: 'is no name of 2 to 40 characters with at most three digits in a row',
  tracking_number: 'is not 4 to 40 letters, digits and hyphens',
  tracking_url: 'is no text of at most 500 characters',
  placed_on: 'is no day such as 2026-01-08',
  expected_on: 'is no day such as 2026-01-08',
  item_count: 'is no whole number from 1 to 999',
};

export interface ReadOrder {
  order: Order;
  /** Whose it is, where the store's system says; never shown. */
  shopperId: string | null;
  dropped: DroppedDetail[];
}

/** What an answer of a store's system says of the order that it was asked for; null where it is no such answer. */
export function readOrder(
  body: unknown,
  asked: string,
  refusalOf: (url: URL) => string | null,
): ReadOrder | null {
  const read = answer.safeParse(body);
  if (!read.success || plainNumber(read.data.order_number) !== plainNumber(asked)) return null;
  const { data } = read;
  const link = data.tracking_url ?? null;
  const refusal = link === null ? REASONS.tracking_url : refusalOfLink(link, refusalOf);
  const trackingUrl = refusal === null && link !== null ? new URL(link).href : null;
  const order = { ...orderOf(data), orderNumber: plainNumber(asked), trackingUrl };
  const given = body as Record<string, unknown>;
  const kept = { ...data, tracking_url: order.trackingUrl } as Record<string, unknown>;
  const dropped = orderDetails
    .filter((name) => given[name] != null && kept[name] == null)
    .map((name) => ({ name, reason: (name === 'tracking_url' && refusal) || REASONS[name] }));
  return { order, shopperId: data.shopper_id ?? null, dropped };
}

const orderOf = (data: z.infer<typeof answer>): Omit<Order, 'orderNumber' | 'trackingUrl'> => ({
  status: data.status,
  carrier: data.carrier ?? null,
  trackingNumber: data.tracking_number ?? null,
  placedOn: data.placed_on ?? null,
  expectedOn: data.expected_on ?? null,
  itemCount: data.item_count ?? null,
});

/** "#a-1042 " and "A-1042" are one order. */
export function plainNumber(orderNumber: string): string {
  return orderNumber.normalize('NFKC').replace(/[\s#]/gu, '').toUpperCase();
}

/** Null for an https link to the open web that names nobody; what follows `#` or holds an `@` could. */
function refusalOfLink(link: string, refusalOf: (url: URL) => string | null): string | null {
  const url = URL.parse(link);
  if (url === null) return 'is not a complete URL';
  if (url.protocol !== 'https:') return 'is not encrypted; use https';
  if (url.hash !== '') return 'has a part after "#"';
  if (url.username !== '' || url.port !== '') return 'has a user name or a port';
  if (/[@\s"'<>()[\]]|%40/iu.test(url.href)) return 'holds "@", a quote, a bracket or a blank';
  return refusalOf(url);
}
