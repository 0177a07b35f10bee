import { capPages } from './cap-pages.js';

describe('capPages', () => {
  it('keeps the best of each page, in their order', () => {
    const ranked = ['a1', 'b1', 'a2', 'a3', 'b2'].map((name) => ({ name, pageId: name[0]! }));

    expect(capPages(ranked, 2).map(({ name }) => name)).toEqual(['a1', 'b1', 'a2', 'b2']);
  });
});
