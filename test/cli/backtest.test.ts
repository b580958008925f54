import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHandler } from "#functions/react/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { recordEvents } from "#shared/audience/intake/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { putDraft } from "#shared/automation/versions/index.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { addKey } from "#shared/platform/access/index.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { START } from "#test/support/world.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

const FOR_A_DAY = ["--from", "2026-03-01", "--until", "2026-03-02T00:00:00Z"];
const definition = Definition.parse({
  name: "Hello",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: { hello: { kind: "send", template: "hello", next: null } },
});

let folder: string;
beforeEach(() => {
  folder = tempFolder();
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A io whose API knows three people and a draft, and whose work is done beside it. */
async function deskWithDraft() {
  const io = makeDesk();
  const { world } = io;
  await addKey(world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  await putDraft(world, "hello", definition, START);
  for (const [i, email] of ["ann@example.com", "bob@example.com", "cid@example.com"].entries()) {
    const { id } = await ensureContact(world, { email });
    const event = { id: "e", name: "signed_up", at: START - DAY_MS + i * HOUR_MS, data: {} };
    if (i < 2) await recordEvents(world, id, [event]);
  }
  const react = createHandler(world);
  const queue = world.queue as SqliteQueue;
  const timer = setInterval(async () => {
    const batch = queue.receive("work", 25);
    if (batch.length === 0) return;
    await react(queueEvent("work", batch), lambdaContext());
    await queue.ack(batch.map(({ id }) => id));
  }, 5);
  return { ...io, stop: () => clearInterval(timer) };
}

test("a backtest is followed to its end, told in sentences, and its lines are written", async () => {
  const io = await deskWithDraft();
  const file = join(folder, "mails.csv");
  await served(io, async (url) => {
    const { code, out, err } = await io.dripstack(
      ...["backtest", "hello", ...FOR_A_DAY, "--csv", file, "--url", url],
    );
    expect([code, err]).toEqual([0, expect.stringContaining("3 contacts seen")]);
    expect(out).toContain("3 contacts, 2 would have entered; 2 mails");
    const lines = readFileSync(file, "utf8").trim().split("\r\n");
    expect(lines[0]).toBe("contact,at,local,zone,step,template,run,decision,reason");
    expect(lines.filter((line) => line.includes(",hello,hello,,sent,"))).toHaveLength(2);
  });
  io.stop();
});

test("the report is printed as JSON, and what the API refuses is told with its place", async () => {
  const io = await deskWithDraft();
  await served(io, async (url) => {
    const asked = ["backtest", "hello", ...FOR_A_DAY, "--url", url];
    const { out } = await io.dripstack(...asked, "--json");
    expect(JSON.parse(out)).toMatchObject({ people: 3, entered: 2, mails: 2 });
    const { code, err } = await io.dripstack(...asked, "--segment", "missing");
    expect([code, err]).toEqual([2, expect.stringContaining("/segment  there is no segment")]);
  });
  io.stop();
});
