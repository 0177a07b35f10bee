import { codeIn, mayConcernOrder, orderNumbersIn, readOrderQuestion } from './order-question.js';

describe('readOrderQuestion', () => {
  it.each([
    ['Where is my order 10442?', '10442'],
    ['Where is my order?', null],
    ['order #A-1042', 'A-1042'],
    ['Has order 1042 been shipped yet?', '1042'],
    ['When will my parcel 1042 arrive?', '1042'],
    ['Can you tell me where my order is?', null],
    ['My package has not arrived', null],
    ['Wo bleibt meine Bestellung 4711?', '4711'],
    ['Wo ist mein Paket?', null],
    ['Où est ma commande n° 98123 ?', '98123'],
    ['¿Dónde está mi pedido 98123?', '98123'],
    ["Dov'è il mio ordine 98123?", '98123'],
    ['Waar is mijn bestelling 98123?', '98123'],
    ['Onde está a minha encomenda 98123?', '98123'],
    ['Var är min beställning 98123?', '98123'],
    ['Hvor er min ordre 98123?', '98123'],
    ['Hvor er pakken min 98123?', '98123'],
  ])('reads "%s"', (message, orderNumber) => {
    expect(readOrderQuestion(message)).toEqual({ orderNumber });
  });

  it.each([
    'How do I track my order?',
    'When will my order arrive?',
    'Is delivery free for orders over $1000?',
    'I want to return order 1042',
    'Kann ich meine Bestellung stornieren?',
    'What does the lamp 2000 cost?',
    'Do you deliver to Norway?',
    'Free delivery over 1000?',
    'Lieferung nach 80331?',
    'Wo gibt es das Paket mit zwei Kissen?',
    'Where do you print my name on the parcel?',
    'Waar is een pakket ons te duur?',
    'Where do I send my parcel to return it?',
    'Which parcel service do you use?',
  ])('leaves to the pages: %s', (message) => {
    expect(readOrderQuestion(message)).toBeNull();
  });

  it('takes a bare number as the answer to what was asked before', () => {
    const before = ['Where is my order?'];
    expect(readOrderQuestion('it is 1042', before)).toEqual({ orderNumber: '1042' });
    expect(readOrderQuestion('1042', ['Do you ship to Spain?'])).toBeNull();
  });

  it('goes on about the order that was asked about', () => {
    const before = ['Hello', 'Where is my order?', '1042'];
    expect(readOrderQuestion('And when will it arrive?', before)).toEqual({ orderNumber: '1042' });
    expect(readOrderQuestion('¿Y cuándo llega?', before)).toEqual({ orderNumber: '1042' });
    expect(readOrderQuestion('When do you open?', before)).toBeNull();
    expect(readOrderQuestion('Where are you?', before)).toBeNull();
    expect(readOrderQuestion('Can I return it when it arrives?', before)).toBeNull();
  });
});

describe('orderNumbersIn', () => {
  it.each([
    ['my number is SH-2026-0042.', ['SH-2026-0042']],
    ['$1000, 1000 €, 250%, 1,299 and 2026-11-20', []],
    ['20 pieces', []],
  ])('finds in "%s"', (message, numbers) => {
    expect(orderNumbersIn(message)).toEqual(numbers);
  });
});

describe('codeIn', () => {
  it.each([
    ['583920', '583920'],
    ['the code is AB12CD', 'AB12CD'],
    ['Hello, I have just got the mail and its code says 583920 for me', '583920'],
    ['1042', null],
    ['Where is my parcel?', null],
    ['Please call me some time this week under 5551234567', null],
    ['10442001', null],
  ])('reads "%s"', (message, code) => {
    expect(codeIn(message, '10442001')).toBe(code);
  });
});

describe('mayConcernOrder', () => {
  it.each([
    ['number A-1042 is still not here', true],
    ['is my delivery on its way', true],
    ['How long is delivery?', false],
  ])('of "%s": %s', (message, may) => {
    expect(mayConcernOrder(message)).toBe(may);
  });
});
