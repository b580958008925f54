import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { type Condition, evaluate, readsOf } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { recordEvents } from "#shared/audience/intake/index.ts";
import { type Profile, putProfile } from "#shared/audience/profiles/index.ts";
import { readFacts } from "#shared/automation/engine/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { TABLES, type Table } from "#shared/ports/table.ts";
import { Agenda } from "#test/meter/agenda.ts";
import { FakeDynamo, type Served } from "#test/meter/dynamo.ts";
import { type Invocation, Meter } from "#test/meter/invocation.ts";
import { Ledger } from "#test/meter/ledger.ts";
import { START, TestClock } from "#test/support/world.ts";

export const CONTACT = "c_0m1a2b3c4xxxxxxxx";

const profile: Profile = {
  id: CONTACT,
  email: "ann@example.com",
  attributes: {},
  subscribed: true,
  suppression: null,
  createdAt: 0,
  updatedAt: 0,
};

/** A contact in a table, of which conditions are evaluated as in the pipeline. */
export async function makeContact(table: Table, clock: TestClock) {
  await table.write([putProfile(profile, "absent")]);
  return {
    record: (events: EventRow[]) => recordEvents({ table }, CONTACT, events),
    ask: async (condition: Condition, now = clock.now()) => {
      const person = await readContactSnapshot({ table }, CONTACT, now);
      const facts = await readFacts({ table }, person, [readsOf(condition)], {}, now);
      return evaluate(condition, facts, now);
    },
  };
}

export function sqlite(clock = new TestClock()) {
  return { table: new SqliteTable(new Database(":memory:"), clock) as Table, clock };
}

/** The adapter for DynamoDB over a DynamoDB that counts what it is asked. */
export function dynamo(clock = new TestClock()) {
  const served: Served[] = [];
  const fake = new FakeDynamo(new Meter(new Ledger(), new Agenda<Invocation>(START)));
  fake.onServed = (one) => served.push(one);
  const names = Object.fromEntries(TABLES.map((name) => [name, name]));
  const table = new DynamoTable(fake.client, names as never, clock) as Table;
  return { table, clock, served };
}

export const TABLES_OF = { sqlite, dynamo };
