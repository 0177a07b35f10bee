import { describeJob } from './describe-job.js';

const [storeId, sourceId] = [crypto.randomUUID(), crypto.randomUUID()];

describe('the line of a job on the dashboard', () => {
  it('names its store and its source, which may stand in its data', () => {
    const line = `crawl-pages of store ${storeId}, source ${sourceId}`;

    expect(
      describeJob({ name: 'crawl-pages', data: { storeId, sourceId, data: {} } } as never),
    ).toBe(line);
    expect(
      describeJob({ name: 'crawl-pages', data: { storeId, data: { sourceId } } } as never),
    ).toBe(line);
  });

  it('says where a job belongs to no store, and repeats nothing of what it carries', () => {
    const job = { name: 'crawl-pages', data: { storeId: 'My order 4711', data: {} } };

    expect(describeJob(job)).toBe('crawl-pages of no store');
  });

  it('names a store alone', () => {
    const line = describeJob({ name: 'gather-gaps', data: { storeId, data: {} } } as never);

    expect(line).toBe(`gather-gaps of store ${storeId}`);
  });
});
