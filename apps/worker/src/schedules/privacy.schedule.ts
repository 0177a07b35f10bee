import { ShopperSweep } from '@app/agent';
import { ErasureSweep } from '@app/tenancy';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const everyMs = 10_000;

/**
 * Goes on with erasures that nobody works on. A timer of its own, since one may take as long as a large store has rows, and
 * ingests must not wait for it.
 */
@Injectable()
export class PrivacySchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PrivacySchedule.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly erasures: ErasureSweep,
    private readonly shoppers: ShopperSweep,
  ) {}

  onApplicationBootstrap(): void {
    this.next(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private next(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.running = this.once().finally(() => this.timer && this.next(everyMs));
    }, delayMs);
  }

  private async once(): Promise<void> {
    try {
      await this.erasures.goOn();
      await this.shoppers.goOn();
    } catch (error) {
      this.logger.warn({ err: error }, 'an erasure failed; the next sweep tries again');
    }
  }
}
