import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { openWorkshop } from "./workshop.ts";

// Every story begins on Monday, the second of March 2026, at noon in UTC; days pass by the hour,
// months by three.
const days = (count: number, stepMs = HOUR_MS) => [count * DAY_MS, stepMs] as const;

test("welcome: who follows the link on the pro plan gets the pro guide, who does nothing a nudge", async () => {
  const { put, happen, pass, mailsOf, click } = await openWorkshop(["welcome"]);
  const [ann, bob] = [await put("ann", { plan: "pro" }), await put("bob", { plan: "pro" })];
  for (const one of [ann, bob]) await happen(one, "signed_up");
  await pass(...days(2));
  await click(ann);
  await pass(...days(3));
  expect(await mailsOf(ann)).toEqual(["03-02T12:00 welcome-hello", "03-04T12:00 welcome-pro"]);
  expect(await mailsOf(bob)).toEqual(["03-02T12:00 welcome-hello", "03-06T12:00 welcome-nudge"]);
});

test("trial: the mails go around the day on which it ends, and move with it", async () => {
  const { put, pass, mailsOf, happen } = await openWorkshop(["trial"]);
  const ann = await put("ann", { plan: "free" });
  await put("ann", { plan: "trial", trial_ends: "2026-03-16" });
  await happen(ann, "project_created", { name: "Garden" });
  await pass(...days(10));
  expect(await mailsOf(ann)).toEqual(["03-09T09:00 trial-tips"]);
  await put("ann", { trial_ends: "2026-03-23" });
  await pass(...days(15));
  expect(await mailsOf(ann)).toEqual([
    "03-09T09:00 trial-tips",
    "03-21T09:00 trial-ending",
    "03-24T10:00 trial-ended",
  ]);
});

test("trial: of five days there are no tips a week before, and of one that is called off no mail at all", async () => {
  const { put, pass, mailsOf, trail } = await openWorkshop(["trial"]);
  const [ann, bob] = [await put("ann", {}), await put("bob", {})];
  await put("ann", { plan: "trial", trial_ends: "2026-03-07" });
  await put("bob", { plan: "trial", trial_ends: "2026-03-16" });
  await pass(...days(3));
  await put("bob", { trial_ends: null });
  await pass(...days(15));
  expect(await mailsOf(ann)).toEqual(["03-05T09:00 trial-help", "03-08T10:00 trial-ended"]);
  expect(await mailsOf(bob)).toEqual([]);
  expect(await trail(bob, "trial")).toEqual([
    ...["week-before entered", "week-before wait", "week-before missed"],
    ...["two-days-before missed", "day-after missed", "completed"],
  ]);
});

test("trial: who upgrades is told no more, and who made nothing is offered help", async () => {
  const { put, pass, mailsOf, happen, trail } = await openWorkshop(["trial"]);
  const trial = { plan: "trial", trial_ends: "2026-03-16" };
  const [ann, bob] = [await put("ann", {}), await put("bob", {})];
  await put("ann", trial);
  await put("bob", trial);
  await pass(...days(8));
  await happen(ann, "upgraded", { plan: "pro", amount: 120 });
  await pass(...days(8));
  expect(await mailsOf(ann)).toEqual(["03-09T09:00 trial-tips"]);
  expect((await trail(ann, "trial"))?.slice(-2)).toEqual([
    "two-days-before goal",
    "two-days-before exited",
  ]);
  expect(await mailsOf(bob)).toEqual([
    "03-09T09:00 trial-tips",
    "03-14T09:00 trial-help",
    "03-17T10:00 trial-ended",
  ]);
});

test("abandoned cart: each cart is reminded of an hour after its last change", async () => {
  const { put, happen, pass, mailsOf } = await openWorkshop(["abandoned-cart"]);
  const ann = await put("ann", {});
  await happen(ann, "cart_updated", { cart_id: "a", items: 1, total: 40 });
  await pass(HOUR_MS / 2);
  await happen(ann, "cart_updated", { cart_id: "a", items: 2, total: 140 });
  await pass(2 * HOUR_MS);
  expect(await mailsOf(ann)).toEqual(["03-02T13:31 cart-reminder"]);
  await pass(...days(4));
  expect(await mailsOf(ann)).toEqual([
    "03-02T13:31 cart-reminder",
    "03-03T14:30 cart-delivery",
    "03-05T14:30 cart-last-word",
  ]);
});

test("abandoned cart: an order ends the run of its own cart and of no other", async () => {
  const { put, happen, pass, mailsOf, sent } = await openWorkshop(["abandoned-cart"]);
  const ann = await put("ann", {});
  await happen(ann, "cart_updated", { cart_id: "a", items: 1, total: 40 });
  // More comes along than is kept with a run: the cart's own id is.
  const note = "x".repeat(900);
  await happen(ann, "cart_updated", { cart_id: "b", items: 3, total: 60, note }, "b");
  await happen(ann, "cart_updated", { cart_id: "c", items: 0, total: 0 }, "c");
  await happen(ann, "ordered", { cart_id: "a", total: 40 });
  await pass(...days(4));
  expect((await mailsOf(ann)).map((mail) => mail.slice(12))).toEqual([
    "cart-reminder",
    "cart-last-word",
  ]);
  expect(Buffer.from(sent[0]!.raw).toString()).toContain("3 things wait");
});

test("win-back: who never reads is asked, and let go; who orders hears no more", async () => {
  const { put, happen, pass, mailsOf, profile } = await openWorkshop(["win-back"]);
  const [ann, bob] = [await put("ann", {}), await put("bob", {})];
  await pass(5 * DAY_MS + 9 * HOUR_MS, HOUR_MS);
  // Saturday evening: the mail waits for Monday.
  for (const name of ["ann", "bob"]) await put(name, { stage: "lapsed" });
  await pass(...days(4));
  expect(await mailsOf(ann)).toEqual(["03-09T09:00 win-back-question"]);
  await happen(bob, "ordered", { cart_id: "z", total: 20 });
  await pass(...days(14));
  expect((await profile(ann)).attributes.stage).toBe("dormant");
  expect((await profile(bob)).attributes.stage).toBe("lapsed");
  expect(await mailsOf(ann)).toHaveLength(1);
});

test("renewal: what billing answers is in the notice, and a card that expires is asked for", async () => {
  const attributes = { renewal_price: 96, card_expires: "2026-04-30" };
  const { put, pass, mailsOf, sent, requests } = await openWorkshop(["renewal"], () => ({
    ...{ outcome: "ok", status: "200", attributes },
  }));
  const ann = await put("ann", { plan: "pro", renews_at: "2026-05-02" });
  await pass(21 * HOUR_MS, HOUR_MS);
  await pass(...days(60, DAY_MS));
  expect(await mailsOf(ann)).toEqual(["04-02T09:00 renewal-notice", "04-25T09:00 renewal-card"]);
  expect(Buffer.from(sent[0]!.raw).toString()).toContain("for 96 =E2=82=AC");
  expect(JSON.parse(requests[0]!.body).data).toMatchObject({
    plan: "pro",
    renews_at: "2026-05-02",
  });
});

test("renewal: without an answer the team is told, and the next time it is all done again", async () => {
  const { put, pass, mailsOf, mails } = await openWorkshop(["renewal"]);
  const ann = await put("ann", { plan: "pro", renews_at: "2026-05-02" });
  await pass(21 * HOUR_MS, HOUR_MS);
  await pass(...days(62, DAY_MS));
  expect(mails()).toEqual(["billing@example.com", "ann@example.com", "ann@example.com"]);
  expect((await mailsOf(ann)).at(-1)).toBe("04-25T09:00 renewal-reminder");
  await put("ann", { renews_at: "2026-06-20" });
  await pass(...days(45, DAY_MS));
  expect((await mailsOf(ann)).slice(-2)).toEqual([
    "05-21T09:00 renewal-notice",
    "06-13T09:00 renewal-reminder",
  ]);
});

test("onboarding: a first project leads through the tips to the trial", async () => {
  const { put, happen, pass, mailsOf, trail, profile, requests } = await openWorkshop(
    ["trial", "onboarding"],
    () => ({ outcome: "ok", status: "200", attributes: { health: 70 } }),
  );
  const ann = await put("ann", { seats: 8, plan: "trial", trial_ends: "2026-03-20" });
  await happen(ann, "signed_up", { source: "fair" });
  await pass(...days(2));
  await happen(ann, "project_created", { name: "Garden" });
  await pass(HOUR_MS);
  const sent = await mailsOf(ann);
  expect(sent[0]).toMatch(/^03-02T12:00 onboarding-(short|story)$/);
  expect(sent[1]).toMatch(/^03-04T12:00 onboarding-(video|guide)$/);
  expect(sent).toHaveLength(2);
  expect((await profile(ann)).attributes).toMatchObject({ stage: "onboarding", health: 70 });
  expect(JSON.parse(requests[0]!.body).data).toMatchObject({ seats: 8, source: "fair" });
  expect((await trail(ann, "onboarding"))?.slice(-3)).toEqual([
    "done emitted",
    "hand-over enrolled",
    "completed",
  ]);
  expect((await trail(ann, "trial"))?.[0]).toBe("week-before entered");
});

test("onboarding: without a project comes a nudge, and then a note to the team", async () => {
  const { put, happen, pass, mailsOf, trail, requests } = await openWorkshop([
    "trial",
    "onboarding",
  ]);
  const ann = await put("ann", { first_name: "Ann" });
  await happen(ann, "signed_up");
  await pass(...days(6));
  expect((await mailsOf(ann)).map((mail) => mail.slice(0, 11))).toEqual([
    "03-02T12:00",
    "03-05T12:00",
  ]);
  expect(JSON.parse(requests[0]!.body)).toEqual({
    text: "Ann (ann@example.com) is stuck: no project after five days.",
  });
  expect((await trail(ann, "onboarding"))?.at(-1)).toBe("stuck exited");
});
