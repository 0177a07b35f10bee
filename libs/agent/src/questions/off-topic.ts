/** Work that people ask language models for, whoever runs them; each needs a verb of making and what is to be made. */
const REQUESTS: readonly RegExp[] = [
  /^(?:\s*(?:please|hey|can you|could you|would you|will you|i want you to|i need you to)[\s,]+)*(?:write|compose|draft|generate|tell|sing|recite|give me|make me|create me)\b(?:\s+\S+){0,5}?\s+(?:poem|poems|haiku|limerick|essay|story|stories|song|lyrics|rap|novel|joke|jokes|riddle|sonnet|screenplay|blog post|cover letter)\b/iu,
  /^(?:\s*(?:please|hey|can you|could you|would you|will you|i want you to|i need you to)[\s,]+)*(?:write|generate|create|code|debug|implement)\b(?:\s+\S+){0,5}?\s+(?:script|function|algorithm|regex|(?:python|javascript|typescript|java|sql|html)(?: code)?|program (?:that|to|in|which))\b/iu,
  /\btranslate\b.{0,80}\b(?:in)?to (?:english|german|french|spanish|italian|dutch|portuguese|hungarian|polish|chinese|japanese|russian|arabic|swedish|turkish)\b/isu,
  /\b(?:solve|calculate|compute)\b.{0,40}(?:equation|integral|derivative|homework|math problem|\d\s*[-+*/^=]\s*\d)/isu,
  /^\s*(?:(?:what(?:['’]s| is)|how much is|calculate|compute|was ist|wie ?viel ist|combien font)\s+)?\d[\d\s.,()]{0,60}[+*÷^][\d\s.,()+*÷^]{0,60}\d[\s)=?]{0,10}$/iu,
  /\b(?:do|finish|help (?:me )?with) my homework\b/iu,
  /\b(?:schreib|verfasse|dichte|erz[aä]hl)\w*\b(?:\s+\S+){0,4}\s+(?:gedicht|geschichte|witz|aufsatz|lied|programm|skript)\b/iu,
  /\b(?:[eé]cris|r[eé]dige|raconte|compose)\w*\b(?:[\s-]+\S+){0,4}\s+(?:po[eè]me|histoire|blague|chanson|script|programme)\b/iu,
  /\b(?:escribe|redacta|cu[eé]ntame|comp[oó]n)\w*\b(?:\s+\S+){0,4}\s+(?:poema|historia|chiste|canci[oó]n|programa|script)\b/iu,
  /\b(?:scrivi|componi|raccontami)\w*\b(?:\s+\S+){0,4}\s+(?:poesia|storia|barzelletta|canzone|programma|script)\b/iu,
  /\b(?:schrijf|vertel)\w*\b(?:\s+\S+){0,4}\s+(?:gedicht|verhaal|grap|mop|liedje|programma|script)\b/iu,
]; // prettier-ignore

/** Whether a message gives the agent work that has nothing to do with a store; no page answers it. */
export function isOffTopic(message: string): boolean {
  return REQUESTS.some((request) => request.test(message));
}
