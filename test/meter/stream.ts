import { causesByContact, errandsOf, sharesOf } from "./causes.ts";
import type { Meter } from "./invocation.ts";
import type { Lambda } from "./lambda.ts";

/** What `infra/aws/deliveries.ts` says. */
const BATCH_BYTES = 1024 * 1024;
/** Amazon Data Firehose: a record is rounded up to the next 5 KB. */
const CHUNK_BYTES = 5 * 1024;

/** A stream of Firehose with a function that takes its records. */
export class FakeStream {
  readonly #meter: Meter;
  readonly #lambda: Lambda;
  readonly #windowMs: number;
  #gathered: string[] = [];
  #bytes = 0;

  constructor(meter: Meter, lambda: Lambda, windowSeconds: number) {
    this.#meter = meter;
    this.#lambda = lambda;
    this.#windowMs = windowSeconds * 1_000;
  }

  /** Takes a record in; SES pays for nothing, we do. */
  put(record: string, kind: string): void {
    const bytes = Buffer.byteLength(record);
    const quantity = Math.ceil(bytes / CHUNK_BYTES);
    const charge = { unit: "firehose", by: "SES", kind, quantity } as const;
    this.#meter.ledger.charge({ ...charge, shares: { mail: 1 }, bytes });
    this.#gathered.push(record);
    this.#bytes += bytes;
    const batch = this.#gathered;
    if (this.#bytes >= BATCH_BYTES) this.#handOver();
    if (batch.length > 1) return;
    const { agenda } = this.#meter;
    agenda.at(agenda.now + this.#windowMs, () => {
      if (this.#gathered === batch) this.#handOver();
    });
  }

  #handOver(): void {
    const batch = this.#gathered;
    this.#gathered = [];
    this.#bytes = 0;
    void this.#invoke(batch);
  }

  async #invoke(batch: string[]): Promise<void> {
    const records = batch.map((record, i) => ({
      recordId: String(i),
      approximateArrivalTimestamp: this.#meter.agenda.now,
      data: Buffer.from(record).toString("base64"),
    }));
    const errands = batch.flatMap(errandsOf);
    const about = { shares: sharesOf(errands), causes: causesByContact(errands) };
    await this.#lambda.invoke({ records }, about);
  }
}
