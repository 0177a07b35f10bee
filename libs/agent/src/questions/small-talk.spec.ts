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
    ['thank you so much, you are great', 'thanks'],
    ['That was very helpful!', 'thanks'],
    ['Hi, who are you?', 'identity'],
    ['are you a real person?', 'identity'],
    ['Am I talking to a bot', 'identity'],
    ['Bist du ein Mensch?', 'identity'],
    ['what can you do?', 'ability'],
    ['Can you help me?', 'ability'],
    ['you are a stupid bot', 'abuse'],
    ['Fuck you', 'abuse'],
    ['Du bist dumm!', 'abuse'],
  ])('hears politeness in "%s"', (message, kind) => expect(smallTalk(message)?.kind).toBe(kind));

  it.each([
    'Hi, do you ship to Spain?',
    'Thanks for nothing, where is my parcel?',
    'high chairs',
    '42',
    'Can you help me choose a pillow?',
    'Are you open on Sunday?',
    'Who are you shipping with?',
    'Is your mattress great?',
    'This pillow is terrible, can I return it?',
    'What is your name on the invoice?',
    'Help with my return',
    '???',
  ])('leaves "%s" to the search', (message) => expect(smallTalk(message)).toBeNull());
});

describe('the language of small talk', () => {
  it.each([
    ['Guten Tag', 'de'],
    ['Merci beaucoup !', 'fr'],
    ['¿Eres un robot?', 'es'],
    ['hello', 'en'],
    ['ahoj', null],
  ])('of "%s"', (message, language) => expect(smallTalk(message)?.language).toBe(language));
});

describe('withoutGreeting', () => {
  it('leaves the question', () => {
    expect(withoutGreeting('Hello there! How long is shipping?')).toBe('How long is shipping?');
  });

  it('takes nothing off a question that only begins alike', () => {
    expect(withoutGreeting('High chairs: which sizes?')).toBe('High chairs: which sizes?');
  });
});
