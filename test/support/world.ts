import { createHash } from "node:crypto";
import type { World } from "#functions/runtime/world.ts";
import { FileTraces } from "#shared/adapters/local/external-traces.ts";
import { noQuota } from "#shared/adapters/local/quota.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteScan } from "#shared/adapters/sqlite/scan.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { NodeHttpClient } from "#shared/adapters/web/http-client.ts";
import type { DomainEvent } from "#shared/ports/bus.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Mailer, OutgoingMail } from "#shared/ports/mailer.ts";
import type { Random } from "#shared/ports/random.ts";
import type { Renderer } from "#shared/ports/renderer.ts";
import { TestSecrets } from "./secrets.ts";

/** Where every test's clock starts: a Monday noon, far from any change of the clocks. */
export const START = Date.parse("2026-03-02T12:00:00.000Z");

/** A clock that moves only when told to. */
export class TestClock implements Clock {
  at: number;
  /** How far `now` is ahead of the machine, as a developer moves it. */
  aheadMs = 0;
  constructor(at: number = START) {
    this.at = at;
  }
  now = () => this.at + this.aheadMs;
  realNow = () => this.at;
  monotonicMs = () => this.at;
  advance(ms: number): void {
    this.at += ms;
  }
}

/** The same bytes in every run with the same seed. */
export function seededEntropy(seed = 1): Random {
  let drawn = 0;
  const block = () => createHash("sha256").update(`${seed}:${drawn++}`).digest();
  return {
    bytes: (count) => {
      const blocks = Array.from({ length: Math.ceil(count / 32) }, block);
      return new Uint8Array(Buffer.concat(blocks).subarray(0, count));
    },
  };
}

/** Accepts every mail and keeps it in `sent`. */
export function recordingMailer(sent: OutgoingMail[]): Mailer {
  return {
    evidence: "none",
    concurrency: 20,
    find: async () => undefined,
    send: async (mail) => {
      sent.push(mail);
      return { kind: "accepted", providerId: `provider-${sent.length}` };
    },
  };
}

/** The real one, in this thread; loaded when first used, for MJML is large. */
export const contentRenderer: Renderer = {
  compile: async (source) =>
    (await import("#shared/content/compiling/compile-source.ts")).compile(source),
  render: async (requests) => (await import("#shared/content/rendering/index.ts")).render(requests),
};

/** A whole world in memory: real SQLite, a clock that stands still, repeatable randomness. */
export function makeWorld(overrides: Partial<World> = {}, file = ":memory:") {
  const clock = new TestClock();
  const database = new Database(file);
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  const sent: OutgoingMail[] = [];
  const published: DomainEvent[] = [];
  const called: object[] = [];
  const secrets = new TestSecrets(clock);
  const world: World = {
    table,
    queue,
    deadLetters: queue,
    backlog: queue,
    mailer: recordingMailer(sent),
    quota: noQuota,
    renderer: contentRenderer,
    bus: { publish: async (events) => void published.push(...events) },
    webhooks: { call: async (requests) => void called.push(...requests) },
    http: new NodeHttpClient({ isGuarded: false }),
    clock,
    secrets,
    random: seededEntropy(),
    traces: new FileTraces(database, queue),
    scan: new SqliteScan(database),
    runtime: {
      publicUrl: "https://mail.example.com",
      dev: false,
      place: "aws",
      hasMailbox: false,
    },
    ...overrides,
  };
  return { world, clock, database, table, queue, secrets, sent, published, called };
}
