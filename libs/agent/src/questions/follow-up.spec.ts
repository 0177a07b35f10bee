import { carryWords, isFollowUp, namesItsMatter } from './follow-up.js';

describe('isFollowUp', () => {
  it.each([
    'And can I put it in the washing machine?',
    'What about the blue one?',
    'How much does it cost?',
    'And in queen size?',
    'Why?',
    'Is that waterproof?',
    'Und in Blau?',
    'Kann ich es in die Waschmaschine stecken?',
    'Wie lange dauert das dann mit dieser?',
    'Et pour la Belgique ?',
    '¿Y para España?',
    'E quanto costa questo?',
  ])('sees that "%s" needs the conversation', (question) =>
    expect(isFollowUp(question)).toBe(true),
  );

  it.each([
    'How many days do I have to return something?',
    'Do you deliver to Norway, and how long does it take?',
    'Which material are the bath towels made of?',
    'Wie lange kann ich ungetragene Schuhe zurückgeben?',
    'Haben Sie wasserdichte Matratzenschoner?',
    'Combien coûte la livraison express en France ?',
  ])('sees that "%s" stands alone', (question) => expect(isFollowUp(question)).toBe(false));
});

describe('namesItsMatter', () => {
  it.each([
    ['How much is delivery?', true],
    ['Opening hours?', true],
    ['And delivery?', false],
    ['How much is it?', false],
    ['How much?', false],
    ['Why?', false],
  ])('sees what "%s" is about', (question, isNamed) => {
    expect(namesItsMatter(question)).toBe(isNamed);
  });
});

describe('carryWords', () => {
  it('carries nothing of wishes and small talk', () => {
    const earlier = ['How much is the oak table?', 'Talk to a person', 'Thanks!'];

    expect(carryWords('Which colours?', earlier)).toEqual(['oak', 'table']);
  });

  it('carries the topic of the last question that stood alone', () => {
    const earlier = ['Do you sell lamps?', 'How much is the oak table?', 'And is it heavy?'];

    const carried = carryWords('Can I paint it?', earlier);

    expect(carried).toEqual(expect.arrayContaining(['oak', 'table', 'heavy']));
    expect(carried).not.toContain('lamps');
  });

  it('carries no function words of other languages', () => {
    const carried = carryWords('Und in Blau?', ['Was kostet die Lampe auf dem Tisch?']);

    expect(carried).toEqual(expect.arrayContaining(['Lampe', 'Tisch']));
    expect(carried).not.toEqual(expect.arrayContaining(['die']));
  });

  it('does not carry what the question says itself', () => {
    expect(carryWords('Is the table heavy?', ['How much is the oak table?'])).toEqual(['oak']);
  });

  it('leaves a product out of what a store does for all of them', () => {
    const earlier = ['How much is the oak table?', 'And is it heavy?'];

    expect(carryWords('Do you ship it to Canada?', earlier)).toEqual([]);
    expect(carryWords('How long is delivery?', earlier)).toEqual([]);
    expect(carryWords('And how long is the warranty?', earlier)).toContain('oak');
  });

  it('leaves one country for another, and keeps what was asked of it', () => {
    const earlier = ['How much is the oak table?', 'Do you ship to the United States?'];

    expect(carryWords('And to Canada?', earlier)).toEqual(['ship']);
    expect(
      carryWords('And to Canada?', ['Is the table heavy?', 'Do you ship it to Spain?']),
    ).toEqual(['ship']);
    expect(carryWords('And how long is delivery?', earlier)).toContain('States');
  });
});
