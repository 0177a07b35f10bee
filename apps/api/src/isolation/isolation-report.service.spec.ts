import type { IsolationCheck, IsolationChecks } from '@app/tenancy';

import type { ApiConfig } from '../http/api.config.js';
import type { IsolationChecker } from './isolation-checker.service.js';
import { IsolationReportService } from './isolation-report.service.js';

const noon = Date.parse('2026-11-27T12:00:00Z');
const minute = 60_000;

interface Known {
  everyMinutes: number;
  startedAt?: Date;
  isRunning?: boolean;
}

/** The report so many minutes after the start of the process at noon. */
async function reportAfter(minutes: number, { everyMinutes, startedAt, isRunning = false }: Known) {
  const checks = {
    findLast: () =>
      Promise.resolve(isRunning || !startedAt ? null : ({ startedAt } as IsolationCheck)),
    findNewest: () => Promise.resolve({ startedAt: startedAt ?? null, isRunning }),
    findLastPass: () => Promise.resolve(null),
    // no run is ours
    claim: () => Promise.resolve(null),
  } as unknown as IsolationChecks;
  const config = { isolationCheckMinutes: everyMinutes } as ApiConfig;
  const service = new IsolationReportService(checks, {} as IsolationChecker, config);
  service.onApplicationBootstrap();
  await jest.advanceTimersByTimeAsync(minutes * minute);
  const report = await service.report();
  await service.beforeApplicationShutdown();
  return report;
}

beforeEach(() => jest.useFakeTimers({ now: noon }));
afterEach(() => jest.useRealTimers());

describe('when the next isolation check is due', () => {
  it('is two minutes after the start before the first, sooner where the rhythm is', async () => {
    const hourly = await reportAfter(1, { everyMinutes: 60 });
    jest.setSystemTime(noon);
    const often = await reportAfter(0, { everyMinutes: 1 });

    expect(hourly).toMatchObject({ dueAt: new Date(noon + 2 * minute), isLate: false });
    expect(often).toMatchObject({ dueAt: new Date(noon + minute), isLate: false });
  });

  it('is a turn after the newest began, also while that goes on', async () => {
    const startedAt = new Date(noon + minute);
    const dueAt = new Date(noon + 61 * minute);

    expect(await reportAfter(3, { everyMinutes: 60, startedAt })).toMatchObject({ dueAt });
    expect(await reportAfter(3, { everyMinutes: 60, startedAt, isRunning: true })).toMatchObject({
      dueAt,
      last: null,
      isRunning: true,
    });
  });

  it('was missed by a turn where nobody looks, the first one too', async () => {
    expect(await reportAfter(63, { everyMinutes: 60 })).toMatchObject({ isLate: true });
    jest.setSystemTime(noon);
    const startedAt = new Date(noon - 121 * minute);
    expect(await reportAfter(0, { everyMinutes: 60, startedAt })).toMatchObject({ isLate: true });
  });

  it('is never where it runs only when it is asked to', async () => {
    const startedAt = new Date(noon - minute);

    expect(await reportAfter(5, { everyMinutes: 0 })).toMatchObject({ dueAt: null, isLate: false });
    expect(await reportAfter(5, { everyMinutes: 0, startedAt })).toMatchObject({ dueAt: null });
  });
});
