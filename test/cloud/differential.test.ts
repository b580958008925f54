import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { TestClock } from "#test/support/world.ts";
import { compare } from "../contracts/differential/compare.ts";
import { clientOf, createTables, DYNAMO_PLACES } from "./machine/dynamo-places.ts";

/** `SEED=7` draws other steps. */
const seed = Number(process.env.SEED ?? 2);
const STEPS = 2_000;

for (const [place, missing, start] of DYNAMO_PLACES) {
  describe.skipIf(missing)(place, () => {
    let emulator: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      emulator = await start();
    });
    afterAll(() => emulator?.stop());

    test("a model, SQLite and DynamoDB reply the same, until everything was met", async () => {
      const clock = new TestClock();
      const client = clientOf(emulator);
      const dynamo = new DynamoTable(client, await createTables(client), clock);
      const sqlite = new SqliteTable(new Database(":memory:"), clock);
      const stores = [
        { name: "SQLite", table: sqlite },
        { name: place, table: dynamo },
      ];
      const { met, steps } = await compare(stores, { seed, steps: STEPS, clock });
      const counts = [...met].map(([label, count]) => `  ${String(count).padStart(6)}  ${label}`);
      process.stdout.write(`${place}, seed ${seed}, ${steps} steps:\n${counts.join("\n")}\n`);
      expect([...met].filter(([, count]) => count === 0)).toEqual([]);
    });
  });
}
