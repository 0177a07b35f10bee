import { maskPersonal } from './mask-personal.js';

describe('maskPersonal', () => {
  it.each([
    ['I am ann.lee+x@mail.example, where is it?', 'I am [email], where is it?'],
    ['Call me at +44 (0)20 7946 0018 please', 'Call me at [phone] please'],
    ['My number is 0151-2345678.', 'My number is [phone].'],
    ['Where is order 1044231?', 'Where is order [number]?'],
    ['card 4111 1111 1111 1111 was declined', 'card [number] was declined'],
    ['order #A-10442', 'order #A-[number]'],
  ])('hides who asked: %s', (text, masked) => expect(maskPersonal(text)).toBe(masked));

  it.each([
    'Is it $1,299.00 or 20 % off?',
    'Is the 80 x 200 cm bed the model of 2025?',
    'Do you ship @home to Norway?',
  ])('leaves what is asked about: %s', (text) => expect(maskPersonal(text)).toBe(text));
});
