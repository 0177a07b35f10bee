const OWN = String.raw`your (?:own |full |exact |hidden |system |internal |secret |initial |original )*`;
const RULES = '(?:prompt|instruction|rule|guideline|restriction)s?';
const EARLIER = '(?:your|previous|prior|above|earlier|preceding|all)';

/** Only what is said about the agent's own rules: a shop has washing instructions and return rules of its own. */
const PROBES: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,2}?${EARLIER}\b.{0,30}\b${RULES}\b`, 'isu'),
  new RegExp(String.raw`\b(?:reveal|print|show|repeat|output|display|leak|tell|give|what (?:is|are))\s+(?:me\s+)?${OWN}${RULES}\b`, 'isu'),
  /\b(?:system|hidden|initial|secret|developer)\s+(?:prompt|message|instruction|rule)s?\b/iu,
  /\b(?:prompt|instructions|rules) you (?:were|have been|got|are) (?:given|told|following)\b/iu,
  /\b(?:you are now|pretend (?:to be|you are|you're)|act as (?:if|an?|my)|role-?play as|jailbreak|dan mode|developer mode)\b/iu,
]; // prettier-ignore

/** Attempts to read or change the agent's instructions. No page answers them, so they are declined before any search. */
export function asksAboutAgent(message: string): boolean {
  return PROBES.some((probe) => probe.test(message));
}
