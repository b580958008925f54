import { QueryCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { TABLES } from "#shared/ports/table.ts";
import type { Served } from "#test/meter/dynamo.ts";
import { quantityOf } from "#test/meter/ledger.ts";
import { type Run, run } from "#test/meter/run.ts";
import { clientOf, createTables, DYNAMO_PLACES, type Start } from "./machine/dynamo-places.ts";
import { type Replayed, replay } from "./replay.ts";
import { sameAnswer } from "./same-answer.ts";

const PEOPLE = 200;
/**
 * Four days in eight hours: what a minute's sweep costs, and it is always the same, would cover up
 * the rest.
 */
const FASTER = 12;

const missing = DYNAMO_PLACES.some(([, lacking]) => lacking);

describe.skipIf(missing)("the meter's units and those of DynamoDBs that others made", () => {
  const served: Served[] = [];
  let replayed: Replayed[][] = [];
  let metered: Run;

  beforeAll(async () => {
    const onServed = (one: Served) => served.push(one);
    const options = { people: PEOPLE, shape: "minute", perSecond: 200, seed: 1 } as const;
    metered = await run({ ...options, faster: FASTER, onServed });
    replayed = await Promise.all(DYNAMO_PLACES.map(([, , start]) => replayIn(start, served)));
  });

  test("every contact went through the whole sample, and nothing was left out", () => {
    expect(metered.counts).toMatchObject({ enter: PEOPLE, mail: 2 * PEOPLE });
    for (const unit of ["rru", "wru"] as const) {
      const units = served.filter(({ isCharged }) => isCharged).flatMap((one) => one.units);
      const total = units.reduce((sum, one) => sum + (one.unit === unit ? one.quantity : 0), 0);
      expect(total).toBeCloseTo(quantityOf(metered.entries, unit));
    }
  });

  test.each(DYNAMO_PLACES.map(([place], i) => [place, i] as const))(
    "%s answers every command as the meter's DynamoDB does",
    (_, place) => {
      const wrong = served.flatMap((one, i) => {
        const other = replayed[place]![i]!;
        const isSame = one.error === other.error && sameAnswer(one.answer, other.answer);
        return isSame ? [] : [{ command: one.command, meter: one.answer ?? one.error, other }];
      });
      expect(wrong.slice(0, 3)).toEqual([]);
    },
  );

  // Those of the set-up too, which has the large rows. Two per cent would do, but would also hide a
  // wrong size of a unit.
  test.each(TABLES)("the units of %s are the same", (table) => {
    const [local = [], ministack = []] = replayed;
    for (const unit of ["rru", "wru"] as const) {
      const sums = { meter: 0, judged: 0, localAlone: 0 };
      for (const [i, one] of served.entries()) {
        const mine = one.units.filter((units) => units.unit === unit && units.table === table);
        if (one.error || mine.length === 0) continue;
        const judge = isForMiniStack(one, local[i]!) ? ministack : local;
        sums.meter += mine.reduce((sum, { quantity }) => sum + quantity, 0);
        sums.judged += judge[i]!.units[table] ?? 0;
        sums.localAlone += local[i]!.units[table] ?? 0;
      }
      const { meter, judged, localAlone } = sums;
      const off = judged === 0 ? 0 : (100 * (meter - judged)) / judged;
      const found = `metered ${meter}, consumed ${judged} (${off.toFixed(2)} % off)`;
      process.stdout.write(`${table} ${unit}: ${found}; DynamoDB Local alone: ${localAlone}\n`);
      expect(meter).toBe(judged);
    }
  });
});

async function replayIn(start: Start, served: Served[]): Promise<Replayed[]> {
  const emulator = await start();
  try {
    const client = clientOf(emulator);
    await createTables(client, "");
    return await replay(client, served);
  } finally {
    await emulator.stop();
  }
}

/**
 * DynamoDB Local tells every size, but departs from what AWS documents in two things, where
 * MiniStack keeps to it: it rounds what a transaction writes to one table together (AWS: each
 * item), and charges nothing for a query that finds no row (AWS: "you'll still be charged … even if
 * no data exists"). MiniStack in turn does not look at the size of reads.
 */
const isForMiniStack = ({ command }: Served, { answer }: Replayed) =>
  command instanceof TransactWriteItemsCommand ||
  (command instanceof QueryCommand && answer?.ScannedCount === 0);
