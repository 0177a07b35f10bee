import type { Language, RetrievedChunk } from '@app/knowledge';
import { AppError } from '@app/tenancy';

import { modelNonsense } from '../agent.errors.js';
import type { Citation } from '../conversations/citation.js';
import type { MessageRole } from '../conversations/message.entity.js';
import { AnswerGrounder } from '../grounding/answer-grounder.js';
import { CitationList } from '../grounding/citation-list.js';
import { safeChunk } from '../grounding/injection/safe-chunk.js';
import type { ChatModel, ChatTurn, ModelDescription } from '../models/chat-model.js';
import type { TokenCount } from '../models/token-count.js';
import { NO_ANSWER } from '../prompts/answer.prompt.js';
import { REWRITE_PROMPT_VERSION } from '../prompts/rewrite.prompt.js';
import { answerPrompt, answerPromptVersion } from '../prompts/store-words.prompt.js';
import { TRANSLATE_PROMPT_VERSION, translatePrompt } from '../prompts/translate.prompt.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';
import { type AgentSettings, NO_SETTINGS } from '../settings/agent-settings.js';
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

export interface ModelAnswer {
  /** Empty where the model found no answer, or nothing of its answer could be verified. */
  content: string;
  citations: Citation[];
}

type ModelParts = AsyncGenerator<Extract<AnswerEvent, { type: 'token' | 'citation' }>, ModelAnswer>;

const MAX_SOURCES = 8;
const MAX_REWRITE_LENGTH = 400;
/** A shopper waits for it before the search begins. */
const TRANSLATE_MS = 8_000;

/** Answers in the words of a language model, of which only verified sentences come out. Throws AGENT_MODEL_… errors. */
export class ModelAnswerer {
  constructor(
    private readonly model: ChatModel | null,
    private readonly settings: AgentSettings = NO_SETTINGS,
  ) {}

  get isAvailable(): boolean {
    return this.model !== null;
  }

  get modelName(): string | null {
    return this.model?.name ?? null;
  }

  /** The question as it would be asked without the conversation; null where the model answers with something else. */
  rewrite(
    question: string,
    history: readonly Utterance[],
    trace: AnswerTrace,
    signal: AbortSignal,
  ): Promise<string | null> {
    trace.prompted(REWRITE_PROMPT_VERSION, this.described);
    return this.line(rewriteTurns(question, history), trace, signal);
  }

  /** The same in the language of the store's pages. Null also where the model fails or takes too long: the rest may go well. */
  async translate(
    { question, history, into }: Foreign,
    trace: AnswerTrace,
    signal: AbortSignal,
  ): Promise<string | null> {
    trace.prompted(TRANSLATE_PROMPT_VERSION, this.described);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TRANSLATE_MS)]);
    try {
      return await this.line(rewriteTurns(question, history, translatePrompt(into)), trace, limit);
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted || error instanceof AppError) return null;
      throw error;
    }
  }

  private async line(turns: readonly ChatTurn[], { count }: AnswerTrace, signal: AbortSignal) {
    let written = '';
    for await (const token of this.counted(turns, count, signal)) written += token;
    const line = written.trim();
    return line !== '' && line.length <= MAX_REWRITE_LENGTH && !line.includes('\n') ? line : null;
  }

  async *answer(evidence: Evidence, trace: AnswerTrace, signal: AbortSignal): ModelParts {
    const { question, results } = evidence;
    const sources = results.slice(0, MAX_SOURCES).map(passageOf).map(safeChunk);
    const citations = new CitationList();
    const prompt = answerPrompt(this.settings);
    const grounder = new AnswerGrounder(sources, citations, {
      question: question.said ?? question.text,
      prompt,
      rules: this.settings.rules,
    });
    trace.prompted(answerPromptVersion(this.settings), this.described);
    trace.grounded(sources, grounder);
    let content = '';
    let raw = '';
    const turns = answerTurns(question, sources, prompt);
    for await (const token of this.counted(turns, trace.count, signal)) {
      raw += token;
      const text = grounder.push(token);
      yield* eventsOf(content === '' ? text.trimStart() : text, citations);
      content += text;
    }
    const rest = grounder.end();
    yield* eventsOf(content === '' ? rest.trimStart() : rest, citations);
    if (!isLanguage(raw)) throw modelNonsense();
    return { content: (content + rest).trim(), citations: citations.all };
  }

  private get described(): ModelDescription | null {
    return this.model && { name: this.model.name, parameters: this.model.parameters ?? null };
  }

  private async *counted(turns: readonly ChatTurn[], count: TokenCount, signal: AbortSignal) {
    if (this.model === null) throw new Error('No chat model is configured.');
    const stream = this.model.stream(turns, signal);
    let output = '';
    try {
      for (;;) {
        const next = await stream.next();
        if (next.done) {
          count.add(next.value, { turns, output });
          return;
        }
        output += next.value;
        yield next.value;
      }
    } finally {
      await stream.return(null);
    }
  }
}

/** The chunk with the page's words around it, which the model reads and may be quoted as well as the chunk's own. */
function passageOf(chunk: RetrievedChunk): RetrievedChunk {
  const { before, text, after } = chunk;
  return { ...chunk, text: [before, text, after].filter((part) => part !== null).join('\n\n') };
}

function* eventsOf(
  text: string,
  citations: CitationList,
): Generator<Extract<AnswerEvent, { type: 'token' | 'citation' }>> {
  if (text !== '') yield { type: 'token', text };
  for (const citation of citations.takeNew()) yield { type: 'citation', citation };
}

function isLanguage(text: string): boolean {
  return text.includes(NO_ANSWER) || /\p{L}{2}/u.test(text);
}
