/** What a million tokens cost, as the operator pays it. */
export interface ModelPrice {
  inputPerMillion: number;
  outputPerMillion: number;
}

export interface PriceTable {
  /** By the model's name. */
  models: ReadonlyMap<string, ModelPrice>;
  currency: string;
  /** Which list it is, as the operator names it. */
  version: string | null;
}

const ENTRY = String.raw`[^,;]*[^,;\s]=\d+(?:\.\d+)?\/\d+(?:\.\d+)?\s*`;

/** `model=input/output` pairs, comma-separated, such as `gpt-4o-mini=0.15/0.60`. */
export const PRICE_LIST = new RegExp(`^${ENTRY}(?:,${ENTRY})*$`);

/** Reads what `PRICE_LIST` matches. */
export function readPrices(list: string): ReadonlyMap<string, ModelPrice> {
  return new Map(list.split(',').map((entry) => readPrice(entry.trim())));
}

function readPrice(entry: string): [string, ModelPrice] {
  const end = entry.lastIndexOf('=');
  const [input, output] = entry.slice(end + 1).split('/');
  return [
    entry.slice(0, end),
    { inputPerMillion: Number(input), outputPerMillion: Number(output) },
  ];
}
