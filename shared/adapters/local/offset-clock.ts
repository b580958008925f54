import { monotonicMs, systemNow } from "#shared/adapters/node/clock.ts";
import type { Meta } from "#shared/adapters/sqlite/meta.ts";
import type { Clock } from "#shared/ports/clock.ts";

const NAME = "clock-offset-ms";

/** The machine's clock plus an offset stored in the data folder. */
export class OffsetClock implements Clock {
  readonly #meta: Meta;
  readonly #machineNow: () => number;
  #offsetMs: number;

  constructor(meta: Meta, machineNow: () => number = systemNow) {
    this.#meta = meta;
    this.#machineNow = machineNow;
    const kept = meta.get(NAME);
    this.#offsetMs = kept ? Number(Buffer.from(kept).toString()) : 0;
  }

  now = (): number => this.#machineNow() + this.#offsetMs;

  realNow = (): number => this.#machineNow();

  monotonicMs = monotonicMs;

  /** Moves the clock forward to an instant, never back. Resolves once it is on disk. */
  async moveTo(instant: number): Promise<void> {
    const offset = Math.max(this.#offsetMs, Math.ceil(instant - this.#machineNow()));
    await this.#meta.put(NAME, Buffer.from(String(offset)));
    this.#offsetMs = offset;
  }
}
