import type { Language, RetrievedChunk } from '@app/knowledge';
import { type Meter, whenSpentOf } from '@app/tenancy';

import { modelNonsense } from '../agent.errors.js';
import type { Citation } from '../conversations/citation.js';
import type { MessageRole } from '../conversations/message.entity.js';
import { AnswerGrounder, type Asking } from '../grounding/answer-grounder.js';
import type { AnswerSource, OrderSource, PageSource } from '../grounding/answer-source.js';
import { CitationList } from '../grounding/citation-list.js';
import { safeChunk } from '../grounding/injection/safe-chunk.js';
import { judgeSentences } from '../judging/judge-sentences.js';
import type { ChatModel, ChatTurn, ModelDescription } from '../models/chat-model.js';
import { ModelCalls } from '../models/model-calls.js';
import { NO_ANSWER } from '../prompts/answer.prompt.js';
import { JUDGE_PROMPT_VERSION } from '../prompts/judge.prompt.js';
import { REWRITE_PROMPT_VERSION } from '../prompts/rewrite.prompt.js';
import { answerPrompt, answerPromptVersion } from '../prompts/store-words.prompt.js';
import { TRANSLATE_PROMPT_VERSION, translatePrompt } from '../prompts/translate.prompt.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';
import { type AgentSettings, NO_SETTINGS } from '../settings/agent-settings.js';
import { productFacts } from '../tools/product-facts.js';
import type { AnswerEvent } from './answer-event.js';
import type { Evidence } from './evidence-finder.js';
import { answerTurns, rewriteTurns } from './model-prompt.js';

export interface Utterance {
  role: MessageRole;
  content: string;
}

/** What is to be said in another language. */
interface Foreign {
  question: string;
  /** Empty for a question that stands alone. */
  history: readonly Utterance[];
  into: Language;
}

/** What an answer is written from and held against. */
interface Answering {
  turns: readonly ChatTurn[];
  sources: readonly AnswerSource[];
  asking: Asking;
}

/** What an answer is given beside what was found. */
interface Given {
  /** What the order system said, where it was asked; it stands behind the pages, whose numbers receipts name. */
  order: OrderSource | null;
  /** Addresses of the pages whose products were looked up. */
  products: ReadonlySet<string>;
  trace: AnswerTrace;
  signal: AbortSignal;
}

export interface ModelAnswer {
  /** Empty where the model found no answer, or nothing of its answer could be verified. */
  content: string;
  citations: Citation[];
  /** Whether it says something of the order that was looked up. */
  tellsOrder: boolean;
}

type ModelParts = AsyncGenerator<Extract<AnswerEvent, { type: 'token' | 'citation' }>, ModelAnswer>;

const MAX_SOURCES = 8;
const MAX_REWRITE_LENGTH = 400;
/** A shopper waits for it before the search begins. */
const TRANSLATE_MS = 8_000;

/** Answers in the words of a language model, of which only verified sentences come out. Throws AGENT_MODEL_… errors. */
export class ModelAnswerer {
  private readonly calls: ModelCalls;

  constructor(
    private readonly model: ChatModel | null,
    meter: Meter,
    private readonly settings: AgentSettings = NO_SETTINGS,
  ) {
    this.calls = new ModelCalls(model, meter);
  }

  get isAvailable(): boolean {
    return this.model !== null;
  }

  get modelName(): string | null {
    return this.model?.name ?? null;
  }

  /**
   * The question as it would be asked without the conversation; null where the model answers with something else, or the
   * store may not spend as much.
   */
  async rewrite(
    question: string,
    history: readonly Utterance[],
    trace: AnswerTrace,
    signal: AbortSignal,
  ): Promise<string | null> {
    trace.prompted(REWRITE_PROMPT_VERSION, this.described);
    const use = { purpose: 'rewrite', count: trace.count } as const;
    const asked = this.calls.whole(rewriteTurns(question, history), use, signal);
    return lineOf(await asked.catch((error: unknown) => withoutIt(error, trace)));
  }

  /** The same in the language of the store's pages. Null also where the model fails or takes too long: the rest may go well. */
  async translate(
    { question, history, into }: Foreign,
    trace: AnswerTrace,
    signal: AbortSignal,
  ): Promise<string | null> {
    trace.prompted(TRANSLATE_PROMPT_VERSION, this.described);
    const turns = rewriteTurns(question, history, translatePrompt(into));
    const use = { purpose: 'translate', count: trace.count } as const;
    return lineOf(await this.calls.wholeWithin(TRANSLATE_MS, turns, use, signal));
  }

  async *answer(
    { question, results }: Evidence,
    { order, products, trace, signal }: Given,
  ): ModelParts {
    const pages = results
      .slice(0, MAX_SOURCES)
      .map((chunk) => safeChunk(passageOf(chunk, products)));
    const sources = order === null ? pages : [...pages, order];
    const prompt = answerPrompt(this.settings);
    const turns = answerTurns(question, sources, prompt);
    const { rules, judge, language } = this.settings;
    const asking = { question: question.said ?? question.text, language, prompt, rules };
    trace.prompted(answerPromptVersion(this.settings), this.described);
    return judge === 'model'
      ? yield* this.answerJudged({ turns, sources, asking }, trace, signal)
      : yield* this.answerAtOnce({ turns, sources, asking }, trace, signal);
  }

  /** Sentence by sentence, as they come. */
  private async *answerAtOnce(
    { turns, sources, asking }: Answering,
    trace: AnswerTrace,
    signal: AbortSignal,
  ): ModelParts {
    const citations = new CitationList();
    const grounder = new AnswerGrounder(sources, citations, asking);
    trace.grounded(sources, grounder);
    const use = { purpose: 'answer', count: trace.count } as const;
    let content = '';
    let raw = '';
    for await (const token of this.calls.stream(turns, use, signal)) {
      raw += token;
      const text = grounder.push(token);
      yield* eventsOf(content === '' ? text.trimStart() : text, citations);
      content += text;
    }
    const rest = grounder.end();
    yield* eventsOf(content === '' ? rest.trimStart() : rest, citations);
    if (!isLanguage(raw)) throw modelNonsense();
    const { tellsOrder } = grounder;
    return { content: (content + rest).trim(), citations: citations.all, tellsOrder };
  }

  /** Written to its end before any of it is shown: what the model then takes back was never said. */
  private async *answerJudged(
    { turns, sources, asking }: Answering,
    trace: AnswerTrace,
    signal: AbortSignal,
  ): ModelParts {
    const { calls } = this;
    const { count } = trace;
    const raw = await calls.whole(turns, { purpose: 'answer', count }, signal);
    if (!isLanguage(raw)) throw modelNonsense();
    const plain = new AnswerGrounder(sources, new CitationList(), asking);
    trace.grounded(sources, plain);
    if ((plain.push(raw) + plain.end()).trim() === '')
      return { content: '', citations: [], tellsOrder: false };
    trace.prompted(JUDGE_PROMPT_VERSION, this.described);
    const judged = await judgeSentences(plain.verdicts, sources, { calls, count, signal });
    const citations = new CitationList();
    const grounder = new AnswerGrounder(sources, citations, { ...asking, judged });
    trace.grounded(sources, grounder);
    const content = (grounder.push(raw) + grounder.end()).trim();
    yield* eventsOf(content, citations);
    return { content, citations: citations.all, tellsOrder: grounder.tellsOrder };
  }

  private get described(): ModelDescription | null {
    return this.model && { name: this.model.name, parameters: this.model.parameters ?? null };
  }
}

/** What an answer can do without, where the store may spend no more. */
function withoutIt(error: unknown, trace: AnswerTrace): null {
  if (whenSpentOf(error) === null) throw error;
  trace.unsent();
  return null;
}

/**
 * The chunk with the page's words around it, which the model reads and may be quoted as well as the chunk's own; and with
 * the data of its product, as the page has them now, where that was looked up.
 */
function passageOf(chunk: RetrievedChunk, products: ReadonlySet<string>): PageSource {
  const { before, after, product, url } = chunk;
  const text = [before, chunk.text, after].filter((part) => part !== null).join('\n\n');
  if (product === null || !products.has(url)) return { ...chunk, text };
  return { ...chunk, text, facts: productFacts(product) };
}

function* eventsOf(
  text: string,
  citations: CitationList,
): Generator<Extract<AnswerEvent, { type: 'token' | 'citation' }>> {
  if (text !== '') yield { type: 'token', text };
  for (const citation of citations.takeNew()) yield { type: 'citation', citation };
}

/** Null for what is no single question. */
function lineOf(written: string | null): string | null {
  const line = (written ?? '').trim();
  return line !== '' && line.length <= MAX_REWRITE_LENGTH && !line.includes('\n') ? line : null;
}

function isLanguage(text: string): boolean {
  return text.includes(NO_ANSWER) || /\p{L}{2}/u.test(text);
}
