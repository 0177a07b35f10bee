import { setTimeout as sleep } from 'node:timers/promises';

import { type CallConfig, ModelRuns } from '@app/knowledge';
import type { CallAbout } from '@app/tenancy';
import type { AIMessageChunk } from '@langchain/core/messages';
import type { StructuredToolInterface } from '@langchain/core/tools';
import type { ChatOpenAI } from '@langchain/openai';

import type { ChatModelConfig } from '../agent.config.js';
import { modelCutOff, modelNonsense, modelStalled } from '../agent.errors.js';
import type { ChatModel, ChatTurn, ChatUsage, ModelDescription, ToolWishes } from './chat-model.js';
import { modelError } from './model-error.js';
import { StallClock } from './stall-clock.js';
import { surelyUnpaid } from './surely-unpaid.js';
import { withoutThoughts } from './without-thoughts.js';

/** A shopper waits: one quick second try of a call that has surely cost nothing, then say so. */
const ATTEMPTS = 2;
const PAUSE_MS = 250;
const MAX_OUTPUT_TOKENS = 900;
/** Far more than so many tokens hold: a server that does not keep to them must not fill the memory. */
const MAX_OUTPUT_LENGTH = 20_000;
const TEMPERATURE = 0;
/** With these the text is whole; anything else, or nothing, means that the server stopped in the middle. */
const CUT_OFF_REASONS = new Set(['length', 'content_filter', 'max_tokens']);
/** Reasoning models refuse any temperature but their own. */
const FIXED_TEMPERATURE = /^(?:o\d|gpt-5)/;

/** Any server that speaks OpenAI's chat completions, through LangChain; the library is loaded with the first question. */
export class OpenAiChatModel implements ChatModel {
  private loading: Promise<ChatOpenAI> | undefined;

  constructor(
    private readonly config: ChatModelConfig,
    private readonly runs = new ModelRuns(),
  ) {}

  get name(): string {
    return this.config.model;
  }

  get parameters(): ModelDescription['parameters'] {
    const isFixed = FIXED_TEMPERATURE.test(this.config.model);
    const { temperature = TEMPERATURE } = this.config;
    return { temperature: isFixed ? null : temperature, maxOutputTokens: MAX_OUTPUT_TOKENS };
  }

  async *stream(
    turns: readonly ChatTurn[],
    signal: AbortSignal,
    about?: CallAbout,
  ): AsyncGenerator<string, ChatUsage | null> {
    const how = { ...(await this.runs.callConfig(about)), signal };
    const end: StreamEnd = { usage: null, finishReason: null, length: 0 };
    for (let attempt = 1; ; attempt += 1) {
      try {
        yield* withoutThoughts(this.attempt(turns, end, how));
        return complete(end);
      } catch (error) {
        if (end.length > 0 || attempt === ATTEMPTS || !surelyUnpaid(error)) throw error;
        await sleep(PAUSE_MS, undefined, { signal });
      }
    }
  }

  async chooseTools(
    turns: readonly ChatTurn[],
    tools: readonly StructuredToolInterface[],
    { signal, about }: { signal: AbortSignal; about?: CallAbout },
  ): Promise<ToolWishes> {
    const how = { ...(await this.runs.callConfig(about)), signal };
    const end: StreamEnd = { usage: null, finishReason: null, length: 0 };
    const client = (await this.client()).bindTools([...tools]);
    let whole: AIMessageChunk | null = null;
    for await (const chunk of this.chunks(client, turns, how)) {
      readEnd(chunk, end);
      whole = whole === null ? chunk : whole.concat(chunk);
    }
    const calls = whole?.tool_calls ?? [];
    const usage = complete(end);
    return { calls: calls.map(({ name, args }) => ({ name, input: args })), usage };
  }

  private async *attempt(
    turns: readonly ChatTurn[],
    end: StreamEnd,
    how: CallOptions,
  ): AsyncGenerator<string> {
    for await (const chunk of this.chunks(await this.client(), turns, how)) {
      readEnd(chunk, end);
      if (chunk.text !== '') yield chunk.text;
    }
  }

  /** What the server sends, as long as it does not stall; every way to fail is one of ours. */
  private async *chunks(
    client: Pick<ChatOpenAI, 'stream'>,
    turns: readonly ChatTurn[],
    { signal, ...config }: CallOptions,
  ): AsyncGenerator<AIMessageChunk> {
    const clock = new StallClock(this.config.timeoutMs);
    let length = 0;
    try {
      const either = AbortSignal.any([signal, clock.signal]);
      for await (const chunk of await client.stream(asMessages(turns), {
        ...config,
        signal: either,
      })) {
        clock.tick();
        length += lengthOf(chunk);
        if (length > MAX_OUTPUT_LENGTH) throw modelCutOff();
        yield chunk;
      }
      // the client ends an aborted stream as if it were complete
      either.throwIfAborted();
    } catch (error) {
      if (clock.hasStalled) throw modelStalled(this.config.timeoutMs);
      throw signal.aborted ? signal.reason : modelError(error);
    } finally {
      clock.stop();
    }
  }

  private client(): Promise<ChatOpenAI> {
    this.loading ??= this.load();
    return this.loading;
  }

  private async load(): Promise<ChatOpenAI> {
    const { ChatOpenAI: Client } = await import('@langchain/openai');
    const { model, apiKey, baseUrl, timeoutMs, temperature = 0, fetch } = this.config;
    return new Client({
      model,
      // local servers want no key, the client insists on one
      apiKey: apiKey ?? 'none',
      // the client would print pieces of answers it cannot parse
      configuration: { baseURL: baseUrl, logLevel: 'off', fetch },
      timeout: timeoutMs,
      maxRetries: 0,
      maxTokens: MAX_OUTPUT_TOKENS,
      streamUsage: true,
      ...(FIXED_TEMPERATURE.test(model) ? {} : { temperature }),
    });
  }
}

type CallOptions = CallConfig & { signal: AbortSignal };

interface StreamEnd {
  usage: ChatUsage | null;
  finishReason: string | null;
  /** Of the text so far. */
  length: number;
}

function asMessages(turns: readonly ChatTurn[]): [string, string][] {
  return turns.map(({ role, content }) => [role, content]);
}

function readEnd(chunk: AIMessageChunk, end: StreamEnd): void {
  const reason: unknown = chunk.response_metadata['finish_reason'];
  if (typeof reason === 'string') end.finishReason = reason;
  end.length += lengthOf(chunk);
  const usage = chunk.usage_metadata;
  if (usage) end.usage = { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens };
}

/** Of its text and of the calls that it wishes for. */
function lengthOf({ text, tool_call_chunks: calls = [] }: AIMessageChunk): number {
  const parts = calls.flatMap(({ name, args }) => [name ?? '', args ?? '']);
  return parts.reduce((sum, part) => sum + part.length, text.length);
}

function complete({ usage, finishReason, length }: StreamEnd): ChatUsage | null {
  if (length === 0) throw modelNonsense();
  if (finishReason === null || CUT_OFF_REASONS.has(finishReason)) throw modelCutOff();
  return usage;
}
