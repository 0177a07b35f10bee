import { currencyCode, decimalPrice } from './money.js';

describe('decimalPrice', () => {
  it.each([
    ['19.99', '19.99'],
    ['1299', '1299'],
    ['1,299.00', '1299.00'],
    ['1.299,00 €', '1299.00'],
    ['1 299,50 kr', '1299.50'],
    ["CHF 1'299.00", '1299.00'],
    ['1.299', '1299'],
    ['1,299', '1299'],
    ['19,9', '19.9'],
    ['0.995', '0.995'],
    ['$007.50', '7.50'],
    ['12.3456', '12.3456'],
  ])('reads %p as %p', (text, price) => {
    expect(decimalPrice(text)).toBe(price);
  });

  it.each(['', 'call us', '10 - 20', 'from 5 to 6', '-5.00'])('reads no amount in %p', (text) => {
    expect(decimalPrice(text)).toBeNull();
  });

  it('knows the currencies that have three decimals', () => {
    expect(decimalPrice('1.250', 'KWD')).toBe('1.250');
    expect(decimalPrice('1.250', 'EUR')).toBe('1250');
  });
});

describe('currencyCode', () => {
  it.each([
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['US$', 'USD'],
    ['$', null],
    ['XYZ', null],
    ['', null],
  ])('reads %p as %p', (text, code) => {
    expect(currencyCode(text)).toBe(code);
  });
});
