import type { KeptState } from './kept-state.js';
import { Refusal } from './refusal.js';
import type { WidgetConfig, WidgetSession } from './shapes.js';

interface Call {
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A token is renewed this long before it ends. */
const renewBeforeMs = 120_000;

/** The API that the script came from, with the key of the script tag, or the session that it is changed for. */
export class ApiClient {
  private begun?: Promise<string>;

  constructor(
    private readonly origin: string,
    private readonly key: string,
    private readonly kept: KeptState,
  ) {}

  /** With the bare key: as a page loads no session is begun. */
  async config(language: string): Promise<WidgetConfig> {
    const response = await this.fetch(`/widget-config?language=${encodeURIComponent(language)}`, {
      headers: { authorization: `Bearer ${this.key}` },
    });
    return (await response.json()) as WidgetConfig;
  }

  async call<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const response = await this.send(method, path, call);
    return (await response.json()) as T;
  }

  /** Throws a Refusal, or what `fetch` throws without a connection. */
  async send(method: string, path: string, { body, headers, signal }: Call = {}) {
    const token = await this.token();
    try {
      return await this.fetch(path, {
        method,
        signal,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body && JSON.stringify(body),
      });
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.kept.set({ token: undefined });
      throw error;
    }
  }

  private async token(): Promise<string> {
    const { token, expiresAt = 0 } = this.kept.get();
    if (token && expiresAt - renewBeforeMs > Date.now()) return token;
    this.begun ??= this.begin(token && expiresAt > Date.now() ? token : this.key).finally(
      () => (this.begun = undefined),
    );
    return this.begun;
  }

  private async begin(bearer: string): Promise<string> {
    const response = await this.fetch('/widget-sessions', {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
    });
    const { token, expires_at } = (await response.json()) as WidgetSession;
    this.kept.set({ token, expiresAt: Date.parse(expires_at) });
    return token;
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`${this.origin}/api/v1${path}`, { credentials: 'omit', ...init });
    if (!response.ok) throw await Refusal.of(response);
    return response;
  }
}
