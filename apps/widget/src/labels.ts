/** What the widget says where the API told it nothing else; `{…}` is filled in. */
export const english = {
  title: 'Questions? Ask us',
  welcome: 'Hello! Ask us anything about our products, delivery or returns.',
  notice: 'Answers are written by an assistant from the pages of this shop.',
  privacy: 'Privacy',
  open: 'Open chat',
  close: 'Close',
  unread: 'New message',
  question: 'Your question',
  placeholder: 'Write your question…',
  send: 'Send',
  stop: 'Stop',
  suggestions: 'Suggestions',
  messages: 'Messages',
  you: 'You',
  agent: 'Assistant',
  team: 'Our team',
  searching: 'Searching our pages…',
  using_tool: 'Looking it up…',
  rechecking: 'Checking that it is up to date…',
  answering: 'Writing…',
  stopped: 'Stopped.',
  sources: 'Sources',
  source: 'Source {number}',
  helpful: 'Helpful',
  unhelpful: 'Not helpful',
  thanks: 'Thank you for telling us.',
  why: 'What is wrong with it?',
  wrong: 'Wrong',
  incomplete: 'Incomplete',
  outdated: 'Out of date',
  other: 'Something else',
  person: 'Talk to a person',
  person_hint: 'Our team answers here. Tell us how to reach you as well.',
  contact: 'E-mail or phone',
  note: 'What should we know?',
  ask_person: 'Send to our team',
  cancel: 'Cancel',
  waiting: 'Our team knows and will answer here.',
  joined: 'A person of our team is here.',
  offline: 'You are offline. What you write is sent once you are back.',
  failed: 'That did not work.',
  unavailable: 'We cannot answer right now.',
  retry: 'Try again',
  too_many: 'Too many questions at once. Please wait {seconds} s.',
  closed: 'This conversation has ended.',
  restart: 'New conversation',
};
export type LabelName = keyof typeof english;

/** The words of one language, with what has none in English. */
export class Labels {
  constructor(private readonly own: Partial<Record<LabelName, string>> = {}) {}

  get(name: LabelName, values: Record<string, string | number> = {}): string {
    const text = this.own[name] ?? english[name];
    return text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
  }
}
