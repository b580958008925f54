import { beforeEach, expect, test } from "vitest";
import { readSuppression, suppress } from "#shared/audience/consent/index.ts";
import { putContact } from "#shared/audience/contacts/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { deleteContact } from "#shared/automation/erasure/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { readTimeline } from "#shared/insight/timeline/index.ts";
import { HOUR_MS, iso, MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { findMessage } from "#shared/messaging/delivery/index.ts";
import { handleFeedback, parseFeedback } from "#shared/messaging/feedback/index.ts";
import { stateOf } from "#shared/messaging/messages/index.ts";
import { setSending } from "#shared/platform/live-definitions/index.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeDays } from "#test/support/days.ts";
import { eventWork } from "#test/support/event-work.ts";

const TEAM = "sales@team.example";
const ADA = "ada@example.com";

/** Notifies the team, mails the contact at the same moment, and exits on a click. */
const LEADS = {
  name: "Leads",
  enter: [{ event: "asked" }],
  exit: [{ event: "bought" }],
  settings: { quietHours: { from: "09:00", to: "13:00" }, cap: { mails: 1, per: "P1D" } },
  start: "tell",
  steps: {
    tell: { kind: "notify", email: TEAM, template: "receipt", next: "hello" },
    hello: { kind: "send", template: "thanks", next: "click" },
    click: {
      kind: "waitFor",
      event: "message.clicked",
      timeout: "P2D",
      next: "clicked",
      otherwise: null,
    },
    clicked: { kind: "send", template: "later", next: null },
  },
};

let days: Awaited<ReturnType<typeof makeDays>>;
let contact: string;
beforeEach(async () => {
  days = await makeDays();
  const { world, clock } = days;
  await loadSimulated(world);
  await putDraft(world, "leads", Definition.parse(LEADS), clock.now());
  await publishSequence(world, "leads", clock.now());
  contact = (await putContact(world, "ada", { email: ADA })).id;
});

const happens = (name: string) => {
  const at = days.clock.now();
  return days.world.queue.send("work", [
    { body: eventWork({ contact, id: `${name}-1`, name, at, data: {} }) },
  ]);
};
const to = (address: string) => days.sent.filter((mail) => mail.to === address);
const textOf = ({ raw }: { raw: Uint8Array }) =>
  Buffer.from(raw).toString("latin1").replaceAll("=\r\n", "");
const shown = async (id: string) => (await findMessage(days.world, id)).message;
const suppressionOf = async (address: string) =>
  (await readSuppression(days.world, await addressHash(days.world, address)))?.reason;

/** The provider's word of a mail, as SES writes it. */
const ses = (kind: string, message: string, part: object) => {
  const timestamp = iso(days.clock.now());
  const tags = { workspace: ["main"], message: [message], attempt: ["1"] };
  const mail = { timestamp, source: "s@example.com", messageId: "p", destination: [TEAM], tags };
  const record = { eventType: kind, mail, [kind.toLowerCase()]: { timestamp, ...part } };
  return handleFeedback(days.world, parseFeedback(record));
};

test("the team is told at once and transactionally, while the person's own mail waits for its hours", async () => {
  await happens("asked");
  await days.pass(MINUTE_MS);
  const [news] = to(TEAM);
  expect(days.sent).toEqual([news]);
  const text = textOf(news!);
  expect(text).toMatch(/^To: sales@team\.example\r$/m);
  expect(text).toContain(`Hello ${ADA}`);
  expect(text).not.toMatch(/^List-Unsubscribe/m);
  // Its reader is not the contact: no link in it ends or changes what Ada agreed to, and none is
  // dead.
  expect(text).not.toMatch(/unsubscribe|href=3D""/i);
  expect(text).not.toMatch(/\/[up]\/[\w-]{8}\./);
  expect(await shown(news!.messageId)).toMatchObject({ class: "transactional", to: TEAM });
  await days.pass(2 * HOUR_MS);
  expect(to(ADA).map(({ at }) => iso(at).slice(11, 16))).toEqual(["13:00"]);
});

test("neither the person's complaint nor the end of their run keeps the news from the team", async () => {
  const hash = await addressHash(days.world, ADA);
  await suppress(days.world, hash, { reason: "complaint", at: days.clock.now() }, "provider");
  await setSending(days.world, false, days.clock.now());
  await happens("asked");
  await days.pass(0);
  await happens("bought");
  await days.pass(0);
  expect(days.sent).toEqual([]);
  await setSending(days.world, true, days.clock.now());
  await days.pass(5 * MINUTE_MS);
  expect(to(TEAM)).toHaveLength(1);
  const { enrollments } = await readContactSnapshot(days.world, contact, days.clock.now());
  expect(enrollments.map(({ data }) => data.status)).toEqual(["exited"]);
});

test("an erased person is no news any more", async () => {
  await happens("asked");
  const { world } = days;
  await deleteContact(world, contact);
  await days.pass(MINUTE_MS);
  expect(days.sent).toEqual([]);
});

test("a bounce of it suppresses the team's address, and the next news is dropped for that", async () => {
  await happens("asked");
  await days.pass(MINUTE_MS);
  const { messageId } = to(TEAM)[0]!;
  const bouncedRecipients = [{ emailAddress: TEAM, action: "failed", status: "5.1.1" }];
  await ses("Bounce", messageId, {
    bounceType: "Permanent",
    bounceSubType: "General",
    feedbackId: "f",
    bouncedRecipients,
  });
  expect(stateOf(await shown(messageId))).toBe("bounced");
  expect([await suppressionOf(TEAM), await suppressionOf(ADA)]).toEqual(["hard-bounce", undefined]);

  const { id: other } = await putContact(days.world, "bob", { email: "bob@example.com" });
  const event = { contact: other, id: "e", name: "asked", at: days.clock.now(), data: {} };
  await days.world.queue.send("work", [{ body: { event } }]);
  await days.pass(MINUTE_MS);
  expect(to(TEAM)).toHaveLength(1);
  const { messages } = await readContactSnapshot(days.world, other, days.clock.now());
  expect(messages.map(({ data }) => data)).toMatchObject([
    { status: "dropped", reason: "hard-bounce", team: TEAM },
  ]);
});

test("a suppression of the team's address that comes after the claim still stops it", async () => {
  const { table } = days.world;
  const writeEach = table.writeEach.bind(table);
  table.writeEach = async (writes, writer) => {
    const results = await writeEach(writes, writer);
    if (writes.some((one) => "put" in one && "token" in one.data)) {
      const hash = await addressHash(days.world, TEAM);
      await suppress(days.world, hash, { reason: "manual", at: days.clock.now() }, "operator");
    }
    return results;
  };
  await happens("asked");
  await days.pass(MINUTE_MS);
  expect(to(TEAM)).toEqual([]);
});

test("a click of the team is not the person's: their run waits on, and their timeline knows no click", async () => {
  await happens("asked");
  await days.pass(2 * HOUR_MS);
  const { messageId } = to(TEAM)[0]!;
  const click = { message: messageId, link: 0, at: days.clock.now(), machine: false };
  await days.world.queue.send("feedback", [{ body: { click } }]);
  days.published.length = 0;
  await days.pass(HOUR_MS);
  expect((await shown(messageId)).facts.clickedAt).toBeDefined();
  expect(days.published).toEqual([]);
  const { enrollments } = await readContactSnapshot(days.world, contact, days.clock.now());
  expect(enrollments[0]!.data.step).toBe("click");
  const { items } = await readTimeline(days.world, contact, { limit: 50 }, async (m) => m);
  expect(items.filter(({ kind, to: team }) => kind === "message" && team === TEAM)).toHaveLength(1);
  expect(items.filter(({ name }) => name === "message.clicked")).toEqual([]);

  const own = { message: to(ADA)[0]!.messageId, link: 0, at: days.clock.now(), machine: false };
  await days.world.queue.send("feedback", [{ body: { click: own } }]);
  await days.pass(10 * SECOND_MS);
  const after = await readContactSnapshot(days.world, contact, days.clock.now());
  expect(after.enrollments[0]!.data.status).toBe("completed");
});
