/** What the agent says in its own words. None of it states a fact about the store. */
export interface Replies {
  abstained: string;
  /** Its first sentence, for where a person is asked for without the shopper's wish. */
  unanswered: string;
  /** Said when a person is asked for. */
  handedOff: string;
  /** Said to what is written until the person comes. */
  waiting: string;
  failed: string;
  quotesIntroduction: string;
  greeting: string;
  thanks: string;
  farewell: string;
  identity: string;
  ability: string;
  abuse: string;
  offTopic: string;
  probe: string;
  /** The two where nobody of the store reads along, so that no person can take over. */
  abstainedAlone: string;
  noPerson: string;
  /** Of orders: the number is asked for, a code is asked for, and whatever went wrong, always in the same words. */
  orderNumberWanted: string;
  orderCodeSent: string;
  orderFailed: string;
}
