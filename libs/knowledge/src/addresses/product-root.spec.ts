import { productRoot } from './product-root.js';

describe('productRoot', () => {
  it.each([
    ['https://a.example/collections/all/products/mug', 'https://a.example/products/mug'],
    ['https://a.example/de/collections/all/products/mug', 'https://a.example/de/products/mug'],
    [
      'https://a.example/collections/x/products/mug?page=2',
      'https://a.example/products/mug?page=2',
    ],
  ])('of %s is %s', (url, root) => {
    expect(productRoot(url)).toBe(root);
  });

  it.each([
    'https://a.example/products/mug',
    'https://a.example/collections/all',
    'https://a.example/collections/products/mug',
    'https://a.example/collections/all/products',
    'https://a.example/collections/all/products/mug/reviews',
    'https://a.example/collections/all/tea/products/mug',
    'https://a.example/search?q=/collections/all/products/mug',
  ])('is none of %s', (url) => {
    expect(productRoot(url)).toBeNull();
  });
});
