/** What the agent says in its own words. None of it states a fact about the store. */
export interface Replies {
  abstained: string;
  failed: string;
  quotesIntroduction: string;
  greeting: string;
  thanks: string;
  farewell: string;
  identity: string;
  ability: string;
  abuse: string;
  offTask: string;
  probe: string;
}
