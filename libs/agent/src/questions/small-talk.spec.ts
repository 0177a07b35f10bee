import { smallTalk, withoutGreeting } from './small-talk.js';

describe('smallTalk', () => {
  it.each([
    ['Hi', 'greeting'],
    ['hello there!', 'greeting'],
    ['Hi, how are you?', 'greeting'],
    ['Guten Tag', 'greeting'],
    ['ok thanks 🙏', 'thanks'],
    ['Thank you so much!', 'thanks'],
    ['Köszönöm', 'thanks'],
    ['Thanks, bye!', 'farewell'],
  ])('hears politeness in "%s"', (message, kind) => expect(smallTalk(message)).toBe(kind));

  it.each([
    'Hi, do you ship to Spain?',
    'Thanks for nothing, where is my parcel?',
    'high chairs',
    '42',
    '???',
  ])('leaves "%s" to the search', (message) => expect(smallTalk(message)).toBeNull());
});

describe('withoutGreeting', () => {
  it('leaves the question', () => {
    expect(withoutGreeting('Hello there! How long is shipping?')).toBe('How long is shipping?');
  });

  it('takes nothing off a question that only begins alike', () => {
    expect(withoutGreeting('High chairs: which sizes?')).toBe('High chairs: which sizes?');
  });
});
