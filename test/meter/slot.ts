import type { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { manifest, TOGETHER_MS } from "#functions/tick/manifest.ts";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { noQuota } from "#shared/adapters/local/quota.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { TABLES } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import { packReferences, startWheels, writePacks } from "#shared/scheduler/index.ts";
import { START } from "#test/support/world.ts";
import { Agenda } from "./agenda.ts";
import { FakeDynamo } from "./dynamo.ts";
import { type Invocation, LATENCY_MS, Meter } from "./invocation.ts";
import { type Handler, Lambda } from "./lambda.ts";
import { Ledger, quantityOf, totalUsd } from "./ledger.ts";
import { chunks } from "./units.ts";

const TOGETHER = 2_500;
const MAX_TICKS = 60;

/**
 * What it takes to hand on so many runs due at one instant: the minutes' ticks until all are, and
 * what AWS charges.
 */
export async function sweepSlot(references: number) {
  const agenda = new Agenda<Invocation>(START);
  const meter = new Meter(new Ledger(), agenda);
  const dynamo = new FakeDynamo(meter);
  const now = () => Math.floor(agenda.now);
  const clock = { now, realNow: now, monotonicMs: () => agenda.now };
  const tables = Object.fromEntries(TABLES.map((name) => [name, name]));
  const table = new DynamoTable(dynamo.client, tables as never, clock);
  await startWheels({ table, clock });
  await crowd({ table, clock }, references);

  const counts = { handedOn: 0, held: 0, mostHeld: 0 };
  dynamo.onServed = ({ answer }) => {
    const rows = (answer as { Items?: { data: { S: string } }[] } | undefined)?.Items ?? [];
    for (const row of rows) counts.held += packed(row.data.S);
    counts.mostHeld = Math.max(counts.mostHeld, counts.held);
  };
  const serve = ({ input }: SendMessageBatchCommand) => {
    const bodies = (input.Entries ?? []).map(({ MessageBody }) => MessageBody!);
    meter.charge("sqs", chunks(bodies.reduce((sum, one) => sum + one.length, 0)), "send");
    const sent = bodies.reduce((sum, body) => sum + JSON.parse(body).due.length, 0);
    counts.handedOn += sent;
    counts.held -= sent;
    return {};
  };
  const sqs = {
    send: (command: SendMessageBatchCommand) => meter.call(LATENCY_MS.sqs, () => serve(command)),
  } as unknown as SQSClient;
  const world = {
    ...{ table, clock, queue: new SqsQueue(sqs, { work: "work", feedback: "feedback" } as never) },
    deadLetters: { count: async () => 0 },
    quota: noQuota,
    backlog: { stalled: async () => [] },
  } as unknown as World;
  const create = () => tick(world, TOGETHER_MS) as Handler;
  const lambda = new Lambda(meter, { ...manifest, create });

  agenda.now = START + HOUR_MS;
  meter.isOn = true;
  let [ticks, longestMs] = [0, 0];
  for (; counts.handedOn < references && ticks < MAX_TICKS; ticks++) {
    const startedAt = agenda.now;
    const call = lambda.invoke({}, { shares: { mail: 1 }, causes: new Map() });
    await agenda.runUntil(() => true);
    await call;
    longestMs = Math.max(longestMs, agenda.now - startedAt);
    agenda.now = startedAt + MINUTE_MS;
  }
  const entries = meter.ledger.entries();
  return {
    ...{ references, handedOn: counts.handedOn, mostHeld: counts.mostHeld, ticks, longestMs },
    rru: quantityOf(entries, "rru"),
    wru: quantityOf(entries, "wru"),
    sqs: quantityOf(entries, "sqs"),
    usd: Number(totalUsd(entries).toPrecision(4)),
  };
}

/** References in the row of a pack; a row of another kind has none. */
const packed = (data: string) => JSON.parse(data).references?.length ?? 0;

async function crowd(world: Pick<World, "table" | "clock">, references: number): Promise<void> {
  for (let first = 0; first < references; first += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, references - first) }, (_, i) => ({
      ...({ kind: "run", sequence: "rush", entryKey: "-" } as const),
      contact: `c_${String(first + i).padStart(17, "0")}`,
      at: START + HOUR_MS,
    }));
    await writePacks(world, packReferences(some satisfies Reference[], world.clock.now()));
  }
}
