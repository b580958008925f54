import { BatchGetItemCommand, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, expect, test } from "vitest";
import type { World } from "#functions/runtime/world.ts";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { setSending } from "#shared/platform/live-definitions/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import { TABLES } from "#shared/ports/table.ts";
import { publishMany } from "#test/platform/live-definitions/publish-many.ts";
import { eventWork } from "#test/support/event-work.ts";
import { makeWorld, START, seededEntropy, TestClock } from "#test/support/world.ts";
import { FakeDynamo, type Served } from "./dynamo.ts";

const clock = new TestClock();
const names = Object.fromEntries(TABLES.map((name) => [name, name]));
const dynamo = new FakeDynamo({ call: async (_: number, serve: () => object) => serve() } as never);
const random = seededEntropy();
/** A process of its own: what is kept in memory is kept for its table. */
const newProcess = (): World =>
  makeWorld({ table: new DynamoTable(dynamo.client, names, clock), clock, random }).world;
const world = newProcess();

let served: Served[] = [];
dynamo.onServed = (one) => served.push(one);

/** Read units of what is in force, command by command, since `served` was emptied. */
const switchReads = () =>
  served.flatMap(({ command, units }) => {
    const isRead = [GetItemCommand, BatchGetItemCommand, QueryCommand].some(
      (kind) => command instanceof kind,
    );
    const isOurs = isRead && JSON.stringify(command.input).includes('"switches');
    return isOurs ? [units.reduce((sum, { quantity }) => sum + quantity, 0)] : [];
  });

const unitsOf = (unit: "wru" | "rru") =>
  served
    .flatMap(({ units }) => units)
    .filter((one) => one.table === "library" && one.unit === unit)
    .reduce((sum, { quantity }) => sum + quantity, 0);

let signUps = 0;
async function batch(of: World): Promise<void> {
  const messages = [];
  for (let i = 0; i < 10; i++) {
    const { id: contact } = await ensureContact(world, { email: `p${++signUps}@example.com` });
    const event = { contact, id: `e${signUps}`, name: "signed_up", at: START, data: {} };
    messages.push({ id: `m${i}`, body: eventWork(event), again: false });
  }
  served = [];
  expect((await react(of, messages)).size).toBe(0);
}

beforeAll(async () => {
  const from = { name: "Shop", email: "shop@example.com" };
  await writeSettings(world, { from, postalAddress: "1 Example Street" });
  await publishMany(world, 9_999);
  const steps = { rest: { kind: "wait", for: "P30D", next: null } };
  const shape = { name: "One", enter: [{ event: "signed_up" }], start: "rest", steps };
  await putDraft(world, "one", Definition.parse(shape), START);
});

test("with 10,000 sequences a publish writes one part, and a batch reads one unit of what is in force", async () => {
  served = [];
  await publishSequence(world, "one", START);
  // Of 3.5 MB in all: the new part before, then as one the version, the head, the small row and
  // both parts.
  expect(unitsOf("wru")).toBeLessThan(250);
  await batch(world);
  await batch(world);
  expect(switchReads()).toEqual([1]);
});

test("another process reads all of it once, and of what changes one part", async () => {
  const other = newProcess();
  await batch(other);
  expect(switchReads().length).toBe(3);
  await batch(other);
  expect(switchReads()).toEqual([1]);
  await publishSequence(world, "one", START + 1);
  await batch(other);
  const [row, part, ...more] = switchReads();
  expect([row, more]).toEqual([1, []]);
  expect(part).toBeLessThan(20);
});

test("the kill switch writes the small row alone", async () => {
  served = [];
  await setSending(world, false, START);
  expect([unitsOf("rru"), unitsOf("wru")]).toEqual([1, 3]);
  await batch(world);
  expect(switchReads()).toEqual([1]);
});
