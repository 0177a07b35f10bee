import type { DatabaseWatch, PlatformRepository, TenancyConfig } from '@app/tenancy';

import { StorageCheck } from './storage-check.js';

const mebibyte = 1024 * 1024;
const rows = jest.fn(() => Promise.resolve([]));
const embedded = { kind: 'embedded', socketDir: '/socket', dataDir: '/data' } as const;
const services = { kind: 'services', url: 'postgres://127.0.0.1/shop' } as const;

/** On a disk that has so much room. */
class RoomyCheck extends StorageCheck {
  readonly looked: string[] = [];

  constructor(
    private readonly free: number,
    database: TenancyConfig['database'] = embedded,
    watch: Partial<DatabaseWatch> = { wasJustFull: false },
  ) {
    super({ rows } as unknown as PlatformRepository, watch as DatabaseWatch, { database });
  }

  protected override freeBytes(directory: string): Promise<number> {
    this.looked.push(directory);
    return Promise.resolve(this.free);
  }
}

beforeEach(() => void rows.mockClear());

describe('StorageCheck', () => {
  it('calls the embedded database full while there is still room to close it in order', async () => {
    expect(await new RoomyCheck(63 * mebibyte).state()).toBe('full');
    // nothing is written any more
    expect(rows).not.toHaveBeenCalled();

    expect(await new RoomyCheck(64 * mebibyte).state()).toBe('up');
    expect(rows).toHaveBeenCalledTimes(1);
  });

  it('looks at no disk of a database elsewhere', async () => {
    const check = new RoomyCheck(0, services);

    expect(await check.state()).toBe('up');
    expect(check.looked).toEqual([]);
  });

  it('believes the refusal of another write', async () => {
    expect(await new RoomyCheck(0, services, { wasJustFull: true }).state()).toBe('full');
  });

  it('looks at the real disk', async () => {
    class Open extends StorageCheck {
      free = (directory: string) => this.freeBytes(directory);
    }
    const check = new Open({} as PlatformRepository, {} as DatabaseWatch, { database: embedded });

    expect(await check.free('/')).toBeGreaterThan(0);
  });
});
