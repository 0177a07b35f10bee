import { contrast, readableOn, textOn } from './contrast.js';

const hex = (n: number) => `#${n.toString(16).padStart(6, '0')}`;
const colors = Array.from({ length: 2_000 }, (_, i) => hex((i * 8_377) % 0x1000000));

describe('colours of a store', () => {
  it('are measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('always bear a text that can be read', () => {
    expect(colors.filter((color) => contrast(color, textOn(color)) < 4.5)).toEqual([]);
  });

  it.each(['#ffffff', '#17181c', '#f4f4f6', '#23252b'])('can always be read on %s', (ground) => {
    const poor = colors.filter((color) => contrast(readableOn(color, ground), ground) < 4.5);

    expect(poor).toEqual([]);
  });

  it('stay as they are where they can be read', () => {
    expect(readableOn('#1f6f5c', '#ffffff')).toBe('#1f6f5c');
  });
});
