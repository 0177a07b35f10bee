import type { PageKind } from '../../pages/page-kind.js';
import type { ReadProducts } from '../products/read-products.js';
import { countQuestions } from './count-questions.js';
import { namedKind } from './page-words.js';

/** What speaks for one kind or another. */
export interface KindEvidence {
  url: string;
  title: string;
  heading: string;
  /** `og:type`, empty where the page has none. */
  openGraphType: string;
  /** Types of what the page's data describes, without those of listed things. */
  dataTypes: ReadonlySet<string>;
  products: ReadProducts;
  hasCartButton: boolean;
  isDated: boolean;
  /** Different products that the page links to. */
  productLinks: number;
  /** Questions that the page's data answers. */
  statedQuestions: number;
  markdown: string;
}

type DecidedKind = Exclude<PageKind, 'page' | 'file'>;

/** Where evidence weighs the same, the first of these. */
const kinds: readonly DecidedKind[] = [
  'product',
  'policy',
  'faq',
  'contact',
  'article',
  'collection',
];
const leastWeight = 3;

export const productPath =
  /\/(products?|produkte?|produits?|productos?|prodotti|produtos?|p|dp|item|items|artikel)\/[^/]+\/?$/i;
const productFile = /[-_/](p|sku|item)[-_]?\d{3,}(\.html?)?$/i;
const collectionPath =
  /\/(collections|categor(y|ies)|product-category|kategorien?|categorias?|catalog(ue)?)\/[^/]+(\/[^/]+)*\/?$|\/(collections|products|catalog(ue)?)\/?$/i;
const groupPath =
  /\/(collection|categorie|shop|c|brands?|tag|product-tag)\/[^/]+(\/[^/]+)*\/?$|\/shop\/?$/i;
const articlePath =
  /\/(blogs?|news|articles?|magazine?|magazin|journal|stories|ratgeber|actualites|noticias|posts?)\/[^/]+|\/(19|20)\d\d\/\d\d?\//i;

/** Weighs what a page says about itself, what its data says, what it is made of and how its address is built. */
export function decideKind(evidence: KindEvidence): PageKind {
  const weights = weigh(evidence);
  const [best] = kinds.toSorted((one, other) => weights[other] - weights[one]);
  return best !== undefined && weights[best] >= leastWeight ? best : 'page';
}

function weigh(evidence: KindEvidence): Record<DecidedKind, number> {
  const named = namedBy(evidence);
  return {
    product: weighProduct(evidence),
    collection: weighCollection(evidence),
    faq: weighFaq(evidence) + named.faq,
    policy: named.policy,
    contact: named.contact + weighContact(evidence),
    article: weighArticle(evidence),
  };
}

function sum(...parts: readonly (readonly [boolean, number])[]): number {
  return parts.reduce((total, [holds, weight]) => (holds ? total + weight : total), 0);
}

function weighProduct({
  url,
  openGraphType,
  products,
  hasCartButton,
  productLinks,
}: KindEvidence): number {
  const { pathname } = new URL(url);
  const isAddressed = isProductPath(pathname);
  return sum(
    [products.own !== null, 3],
    [/^(og:)?product(\.item)?$/i.test(openGraphType), 2],
    [isAddressed, 2],
    [hasCartButton && (isAddressed || productLinks < 4), 1],
    // Shops put the rating of the whole shop on their home page as that of a product.
    [pathname === '/' && productLinks >= 4, -4],
  );
}

function weighCollection({
  url,
  openGraphType,
  dataTypes,
  products,
  productLinks,
}: KindEvidence): number {
  const { pathname } = new URL(url);
  return sum(
    [collectionPath.test(pathname) && !isProductPath(pathname), 3],
    [groupPath.test(pathname) && !isProductPath(pathname), 1],
    [products.own === null && products.listed.length >= 3, 2],
    [dataTypes.has('CollectionPage') || dataTypes.has('ItemList'), 1],
    [/^(og:)?product\.group$/i.test(openGraphType), 3],
    [productLinks >= 4 && pathname !== '/', 2],
  );
}

function weighFaq({ dataTypes, statedQuestions, markdown }: KindEvidence): number {
  const { questions, headings } = countQuestions(markdown);
  const isMadeOfQuestions = questions >= 3 && questions * 2 >= headings;
  const isMostlyQuestions = isMadeOfQuestions && questions * 3 >= headings * 2;
  return sum(
    [dataTypes.has('FAQPage') || dataTypes.has('QAPage') || statedQuestions >= 3, 3],
    [isMadeOfQuestions, 2],
    [isMostlyQuestions || (isMadeOfQuestions && questions >= 5), 1],
  );
}

function weighContact({ dataTypes, markdown }: KindEvidence): number {
  const isShort = markdown.length < 6_000;
  const isReachable =
    isShort && /\w@\w[\w-]{0,60}\.[a-z]{2,}|\d[\d\s()./-]{7,20}\d/i.test(markdown);
  return sum([dataTypes.has('ContactPage'), 3], [isReachable, 1]);
}

function weighArticle({ url, openGraphType, dataTypes, isDated }: KindEvidence): number {
  const isArticle = [
    'Article',
    'BlogPosting',
    'NewsArticle',
    'TechArticle',
    'Recipe',
    'HowTo',
  ].some((type) => dataTypes.has(type));
  const isAddressed = articlePath.test(new URL(url).pathname);
  return sum([isArticle, 2], [isAddressed, 2], [isDated, 1], [/^article$/i.test(openGraphType), 1]);
}

/** The address, the title and the heading each name a kind; two of them are believed more than one. */
function namedBy({
  url,
  title,
  heading,
}: KindEvidence): Record<'policy' | 'faq' | 'contact', number> {
  const weights = { policy: 0, faq: 0, contact: 0 };
  const byAddress = namedKind(slugOf(url));
  const byName = namedKind(title) ?? namedKind(heading);
  if (byAddress !== null) weights[byAddress] += 3;
  if (byName !== null) weights[byName] += 3;
  return weights;
}

export function isProductPath(pathname: string): boolean {
  return productPath.test(pathname) || productFile.test(pathname);
}

function slugOf(url: string): string {
  const segment =
    new URL(url).pathname
      .split('/')
      .findLast((part) => part !== '' && !/^index\.\w+$/.test(part)) ?? '';
  try {
    return decodeURIComponent(segment)
      .replace(/\.(html?|php|aspx?)$/i, '')
      .replace(/[-_.+]+/g, ' ');
  } catch {
    return segment;
  }
}
