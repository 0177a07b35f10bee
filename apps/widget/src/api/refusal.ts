interface ProblemBody {
  code?: string;
  detail?: string;
  retry_after?: number;
}

/** The API answered, and it was no. Anything else that a call throws is a connection that failed. */
export class Refusal extends Error {
  private constructor(
    readonly status: number,
    readonly code: string,
    readonly retryAfterSeconds: number | undefined,
    detail: string,
  ) {
    super(detail);
  }

  static async of(response: Response): Promise<Refusal> {
    const body = (await response.json().catch(() => ({}))) as ProblemBody;
    const header = Number(response.headers.get('retry-after') ?? NaN);
    const seconds = Number.isFinite(header) ? header : body.retry_after;
    return new Refusal(response.status, body.code ?? '', seconds, body.detail ?? '');
  }

  /** The conversation cannot be gone on with: it is gone, or was begun by a session that is over. */
  get isOver(): boolean {
    return this.status === 404 || this.status === 401;
  }
}
