/** What a crawl in a process of its own tells the benchmark on its last line. */
export interface CrawlReport {
  /** Answered with 200. */
  pages: number;
  seconds: number;
  cpuSeconds: number;
  /** The most memory that the process held. */
  peakMib: number;
}

/** `crawl` answers how many pages it has read. */
export async function reportCrawl(crawl: () => Promise<number>): Promise<void> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const pages = await crawl();
  const { user, system } = process.cpuUsage(cpu);
  const report: CrawlReport = {
    pages,
    seconds: (performance.now() - start) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    peakMib: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
}
