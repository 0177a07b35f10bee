import { splitUnits } from './split-units.js';

const units = (text: string) => splitUnits(text).map(({ start, end }) => text.slice(start, end));

describe('splitUnits', () => {
  it('cuts running text into sentences', () => {
    expect(units('We ship fast. Returns are free.\n\nAsk us.')).toEqual([
      'We ship fast.',
      'Returns are free.',
      'Ask us.',
    ]);
  });

  it('takes list items and table rows one by one, without marks and rules', () => {
    expect(
      units('- Gift cards\n- Food\n\n| Size | Price |\n| --- | --- |\n| King | $20 |'),
    ).toEqual(['Gift cards', 'Food', '| Size | Price |', '| King | $20 |']);
  });

  it('keeps the lines of an address together', () => {
    expect(units('Lamp Shop\n12 Long Hill\nSpringfield, IL 62701')).toEqual([
      'Lamp Shop\n12 Long Hill\nSpringfield, IL 62701',
    ]);
  });

  it('keeps a price with the name above it', () => {
    expect(units('- Oak table\n- $120.00\n- Pine table\n- $80.00')).toEqual([
      'Oak table\n- $120.00',
      'Pine table\n- $80.00',
    ]);
  });

  it('puts a list into the block of the line that introduces it', () => {
    const blocks = splitUnits('We do not take back:\n- Gift cards\n- Food').map(
      ({ block }) => block,
    );

    expect(new Set(blocks).size).toBe(1);
  });

  it('starts a block at a heading', () => {
    const [first, heading] = splitUnits('All is well.\n\nOpening hours\n\nMonday to Friday.');

    expect(heading?.block).not.toBe(first?.block);
  });
});
