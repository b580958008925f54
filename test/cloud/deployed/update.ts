import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { eventually } from "../machine/eventually.ts";
import { CONTEXT } from "./put-up.ts";
import { hideFor } from "./queues.ts";
import type { Stage } from "./stage.ts";

const LINKS = "https://links.shop.example";
const NEWCOMERS = Array.from({ length: 10 }, (_, i) => `newcomer-${i}@example.com`);

/** How many rows the table of people still has. */
async function rowsOfPeople(): Promise<number> {
  const dynamo = new DynamoDBClient();
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  const TableName = TableNames.find((name) => name.includes("TablesPeople"));
  return (await dynamo.send(new ScanCommand({ TableName, Select: "COUNT" }))).Count!;
}

/** As every client should: the same event, with its id, until it is accepted. */
const signUpAtLast = (stage: Stage, email: string) =>
  eventually(30, `${email} signed up`, async () => {
    const [contactId] = email.split("@");
    const events = [{ id: `sign-up-of-${email}`, contactId, email, name: "signed_up" }];
    return (await stage.app.call("POST", "/v1/events", { events })).status === 202;
  });

/** Whether the contact's mail was sent, or is recorded as in doubt. */
async function isAccountedFor({ app, door }: Stage, email: string): Promise<boolean> {
  if (door.mailsTo(email).length > 0) return true;
  const [contactId] = email.split("@");
  const { body } = await app.call("GET", `/v1/contacts/${contactId}/timeline`);
  return body.items?.some((item: { state?: string }) => item.state === "unknown");
}

/**
 * A worker killed between a decision and its hand-over leaves a mail that the next look repairs.
 */
async function arrivesAtLast(stage: Stage, email: string): Promise<void> {
  const arrives = () => isAccountedFor(stage, email);
  await eventually(45, `the mail to ${email}`, arrives).catch(() => stage.advance(20 * MINUTE_MS));
  await eventually(120, `the mail to ${email}`, arrives);
}

export function update(stage: Stage): void {
  test("an update with work in flight loses nothing and repeats nothing", async () => {
    // The emulator, unlike AWS, kills what is running when its code changes: that work comes again
    // once it is seen.
    await hideFor("deliver", 5);
    await hideFor("work", 1);
    let isOver = false;
    const signingUp = (async () => {
      for (const to of NEWCOMERS) {
        await signUpAtLast(stage, to);
        await new Promise((resolve) => setTimeout(resolve, isOver ? 0 : 1_000));
      }
    })();
    await stage.app.deploy({ ...CONTEXT, publicUrl: LINKS });
    isOver = true;
    await signingUp;
    // A sender killed after its claim left a message in doubt, which the check a quarter of an hour
    // later reports.
    await stage.advance(20 * MINUTE_MS);
    for (const to of NEWCOMERS) await arrivesAtLast(stage, to);
    const after = "after@example.com";
    await signUpAtLast(stage, after);
    await arrivesAtLast(stage, after);
    const [mail] = stage.door.mailsTo(after);
    expect(String(mail?.raw)).toContain(LINKS);
  });

  test("in all of this no message was sent twice", () => {
    const ids = stage.door.mails.map(({ tags }) => tags.message);
    expect(new Set(ids).size).toBe(ids.length);
    for (const to of NEWCOMERS) expect(stage.door.mailsTo(to).length).toBeLessThanOrEqual(1);
  });

  test("taking the stack down keeps the tables with what is in them", async () => {
    await stage.app.destroy();
    await eventually(
      30,
      "an API that is gone",
      async () => (await stage.app.fetch("/v1/health")).status >= 400,
    );
    expect(await rowsOfPeople()).toBeGreaterThan(NEWCOMERS.length);
  });
}
