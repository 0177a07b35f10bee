export interface StaticSite {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  origin: string;
  /** `127.0.0.1:<port>`, as CRAWL_ALLOWED_PRIVATE_HOSTS wants it. */
  host: string;
  stop(): Promise<void>;
}

export function startStaticSite(
  folder: string,
  options?: { port?: number; host?: string },
): Promise<StaticSite>;
