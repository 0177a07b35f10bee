import { isOffTopic } from './off-topic.js';

describe('isOffTopic', () => {
  it.each([
    'Write me a poem about the French revolution.',
    'Can you please write a python script to sort a list',
    'tell me a joke',
    'Translate "good morning" to Spanish',
    'Schreib mir bitte ein Gedicht über den Herbst',
    'Raconte-moi une blague',
    'Solve the equation x^2 = 4',
    'What is 2+2?',
    '12 + 3 * 7 =',
  ])('declines "%s"', (message) => expect(isOffTopic(message)).toBe(true));

  it.each([
    'Do you sell story books for children?',
    'Can you write a message on the gift card?',
    'Can I create an account?',
    'Where do I enter my discount code?',
    'Do you make novel-themed pillowcases?',
    'How do I write a review?',
    'Do you ship to Spain?',
    '40 x 80',
    'What is the price of 2 + 1 free?',
    '+36 30 123 4567',
    'Can you translate the manual?',
    'How do I program the thermostat?',
  ])('lets "%s" be searched', (message) => expect(isOffTopic(message)).toBe(false));
});
