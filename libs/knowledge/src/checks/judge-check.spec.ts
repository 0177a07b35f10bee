import { judgeCheck } from './judge-check.js';

const result = (url: string, text = 'Nothing of interest.') => ({ url, text });
const shipping = 'https://shop.example/shipping';
const others = (count: number) => Array.from({ length: count }, (_, i) => result(`https://o/${i}`));

describe('a check question', () => {
  it('is passed when its page is among the first five results', () => {
    const found = [...others(4), result(shipping)];

    expect(judgeCheck({ urls: [shipping], text: null }, found)).toEqual({
      fault: null,
      pageRank: 5,
      textRank: null,
    });
  });

  it('is passed by any address of its page', () => {
    const urls = ['https://shop.example/collections/all/shipping', shipping];

    expect(judgeCheck({ urls, text: null }, [result(shipping)]).fault).toBeNull();
  });

  it('is passed by a fact, however it is set', () => {
    const found = [result('https://o/1'), result('https://o/2', 'Free from **$ 50.00**,\nalways.')];

    expect(judgeCheck({ urls: null, text: 'free from $50.00' }, found)).toEqual({
      fault: null,
      pageRank: null,
      textRank: 2,
    });
  });

  it('wants a fact on its page when both are expected, not necessarily in its first piece', () => {
    const found = [
      result('https://o/1', 'Returns within 60 days.'),
      result(shipping),
      result(shipping, 'Returns within 60 days.'),
    ];

    expect(judgeCheck({ urls: [shipping], text: '60 days' }, found)).toEqual({
      fault: null,
      pageRank: 2,
      textRank: 3,
    });
    expect(judgeCheck({ urls: [shipping], text: '60 days' }, found.slice(0, 2)).fault).toBe(
      'text_not_found',
    );
  });

  it.each([
    ['page_missing', { urls: [], text: null }, others(3)],
    ['page_not_found', { urls: [shipping], text: null }, others(3)],
    ['page_too_low', { urls: [shipping], text: null }, [...others(5), result(shipping)]],
    ['text_not_found', { urls: null, text: '0 days' }, [result('https://o/1', 'In 60 days.')]],
    [
      'text_too_low',
      { urls: null, text: '60 days' },
      [...others(5), result('https://o', '60 days')],
    ],
    ['text_not_found', { urls: null, text: '!' }, [result('https://o/1', 'Hurry!')]],
  ])('is not passed: %s', (fault, expectation, found) => {
    expect(judgeCheck(expectation, found).fault).toBe(fault);
  });
});
