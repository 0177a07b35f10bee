import { type CallAbout, mostTokensOf } from '@app/tenancy';
import type { StructuredToolInterface } from '@langchain/core/tools';

export interface ChatTurn {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatUsage {
  inputTokens: number;
  outputTokens: number;
}

/** A model as receipts name it. */
export interface ModelDescription {
  name: string;
  /** What it was told about how to write; null where it was told nothing. */
  parameters: { temperature: number | null; maxOutputTokens: number } | null;
}

/** A call that a model wishes for; whether it is made is for the server to say. */
export interface WishedCall {
  name: string;
  input: Record<string, unknown>;
}

export interface ToolWishes {
  calls: WishedCall[];
  usage: ChatUsage | null;
}

/**
 * A language model that streams text. Throws an `AppError` with an AGENT_MODEL_… code for every way to fail, a stream
 * that ends before the model said it was done included; returns the usage, or null where the server does not tell.
 */
export interface ChatModel {
  readonly name: string;
  readonly parameters?: ModelDescription['parameters'];
  stream(
    turns: readonly ChatTurn[],
    signal: AbortSignal,
    about?: CallAbout,
  ): AsyncGenerator<string, ChatUsage | null>;
  /** Which of the tools it wishes to call, in its order; what else it says is dropped. Left out: it knows no tools. */
  chooseTools?(
    turns: readonly ChatTurn[],
    tools: readonly StructuredToolInterface[],
    how: { signal: AbortSignal; about?: CallAbout },
  ): Promise<ToolWishes>;
}

/** As much as a model may write that says nothing of it. */
const MAX_OUTPUT_TOKENS = 900;

/** What a call can take at most. */
export const mostTokensFor = ({ parameters }: ChatModel, texts: readonly string[]) => ({
  input: mostTokensOf(texts),
  output: parameters?.maxOutputTokens ?? MAX_OUTPUT_TOKENS,
});

/** Injects `ChatModel | null`; null means that no model is configured. */
export const CHAT_MODEL = Symbol('ChatModel');
