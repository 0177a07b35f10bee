import { availabilities, type Product as ProductRow, type ProductFacts } from '@app/knowledge';
import { z } from 'zod';

const optional = (description: string, example: string | null) =>
  z.string().nullable().describe(description).meta({ example });

const offerFields = {
  sku: optional("The shop's number for it; null where it names none.", 'LAMP-01-BK'),
  gtin: optional('EAN, UPC or ISBN; null where the page names none.', null),
  price: optional('A decimal number with a point; null where none is stated.', '129.00'),
  currency: optional('ISO 4217.', 'EUR'),
  availability: z
    .enum(availabilities)
    .nullable()
    .describe("One of schema.org's short names; null where the page does not say.")
    .meta({ example: 'InStock' }),
};

const ProductVariant = z
  .object({
    name: z.string().describe('Its name.').meta({ example: 'Lamp – Black' }),
    ...offerFields,
  })
  .meta({ id: 'ProductVariant', description: 'One of the forms in which a product is sold.' });

const factFields = {
  name: z.string().describe('Its name.').meta({ example: 'Lamp' }),
  brand: optional('Its brand; null where the page names none.', 'Acme'),
  ...offerFields,
  high_price: optional('The highest price where variants differ; `price` is the lowest.', null),
  url: optional('The address the page gives for it.', 'https://shop.example/products/lamp'),
  variants: z.array(ProductVariant).describe('What it can be bought as; empty for a single thing.'),
};

export const ProductFactsDto = z
  .object(factFields)
  .meta({ id: 'ProductFacts', description: 'What a product page states about its product.' });

export const Product = z
  .object({ ...factFields, description: optional('The text its data gives.', 'A lamp of brass.') })
  .meta({ id: 'Product', description: 'A product as a page states it in its data.' });

export const toProductFactsDto = ({ highPrice, ...facts }: ProductFacts) => ({
  name: facts.name,
  brand: facts.brand,
  sku: facts.sku,
  gtin: facts.gtin,
  price: facts.price,
  high_price: highPrice,
  currency: facts.currency,
  availability: facts.availability,
  url: facts.url,
  variants: facts.variants,
});

export const toProductDto = (product: ProductRow) => ({
  ...toProductFactsDto(product),
  description: product.description,
});
