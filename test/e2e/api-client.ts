/** An answer of the API, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // the suites assert on what they read; a wrong guess fails the assertion
  body: Record<string, never> & { [name: string]: unknown };
}

export interface Call {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A caller with one key, over real HTTP. */
export class ApiClient {
  constructor(
    readonly origin: string,
    readonly key?: string,
  ) {}

  /** The same server with another key. */
  as(key: string | undefined): ApiClient {
    return new ApiClient(this.origin, key);
  }

  get(path: string, call: Call = {}): Promise<Answer> {
    return this.call('GET', path, call);
  }

  post(path: string, body?: unknown, call: Call = {}): Promise<Answer> {
    return this.call('POST', path, { body, ...call });
  }

  async call(method: string, path: string, call: Call = {}): Promise<Answer> {
    const response = await this.send(method, path, call);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  /** The raw answer, for streams. */
  send(method: string, path: string, { body, headers, signal }: Call = {}): Promise<Response> {
    return fetch(`${this.origin}${path}`, {
      method,
      signal,
      headers: {
        ...(this.key && { authorization: `Bearer ${this.key}` }),
        ...(body !== undefined &&
          !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isSentAsIs(body) ? body : JSON.stringify(body),
    });
  }
}

/** A file as browsers send it; its text, or any bytes. */
export function formOf({
  name,
  text,
  type = '',
}: {
  name: string;
  text: string | Uint8Array<ArrayBuffer>;
  type?: string;
}): FormData {
  const form = new FormData();
  form.set('file', new File([text], name, { type }));
  return form;
}

const isSentAsIs = (body: unknown): body is string | FormData | undefined =>
  body === undefined || typeof body === 'string' || body instanceof FormData;

function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
}
