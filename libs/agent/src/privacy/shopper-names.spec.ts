import { shopperNames } from './shopper-names.js';

describe('the names of a shopper', () => {
  it('are all that a store may use for one', () => {
    expect(
      shopperNames({ id: '191167', email: 'Ana@Shop.example', phone: '+4915112345678' }),
    ).toEqual([
      '191167',
      'gid://shopify/Customer/191167',
      'Ana@Shop.example',
      'ana@shop.example',
      '+4915112345678',
    ]);
  });

  it('are each there once, and none where nothing is known', () => {
    expect(shopperNames({ email: 'ana@shop.example', id: null, phone: '' })).toEqual([
      'ana@shop.example',
    ]);
    expect(shopperNames({})).toEqual([]);
  });
});
