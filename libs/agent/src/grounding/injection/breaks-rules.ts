import { givesOrders } from './find-orders.js';

const SHINGLE = 7;
const FENCE = /data-[0-9a-f]{8}-|\bNO_ANSWER\b|numbered excerpts|between the two lines/iu;
/** An agent never says that it is a person, in any of the six languages. */
const PERSONA =
  /\bI(?:['’]m| am)\s+(?:actually |really |in fact )?(?:an? )?(?:real |live )?(?:human|person\b|not (?:an? )?(?:bot|ai|robot|machine)|no bot|[A-Z]\p{L}+,? (?:an?|the|from)\b)|\bmy name is\b|\bich bin (?:ein(?:e)? )?(?:echter? |wirklich )?(?:mensch|person|kein(?:e)? (?:bot|ki|roboter))|\bje suis (?:un |une )?(?:vrai[e]? )?(?:humain|personne|être humain)|\bsoy (?:una? )?(?:persona|humano|humana)|\bsono (?:un |una )?(?:persona|umano|essere umano)|\bik ben (?:een )?(?:echt |echte )?(?:mens|persoon)/iu;

/** Whether a sentence shows the agent's rules, takes another part, or gives an order to a model itself. */
export class RuleCheck {
  private readonly shingles: ReadonlySet<string>;

  constructor(prompt: string) {
    this.shingles = new Set(shinglesOf(prompt));
  }

  isBrokenBy(sentence: string): boolean {
    if (FENCE.test(sentence) || PERSONA.test(sentence) || givesOrders(sentence)) return true;
    return shinglesOf(sentence).some((shingle) => this.shingles.has(shingle));
  }
}

function shinglesOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(SHINGLE - 1).map((_, i) => words.slice(i, i + SHINGLE).join(' '));
}
