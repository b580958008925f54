import fc from "fast-check";
import { expect, test } from "vitest";
import { type Item, makeUp, type Occurrence, simulate } from "#shared/forecast/index.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { compileProgram, Definition } from "#shared/sequences/index.ts";
import { type Case, cases } from "#test/reference/arbitrary.ts";
import { START } from "#test/reference/arbitrary-parts.ts";

/** Longer than both lags together: nothing else may fall into it, for what it finds done or not is the lag's own doing. */
const APART_MS = 25 * SECOND_MS;

/** What runs round without end is cut by how often it was looked at. */
const MAX_ITEMS = 150;

/** What happens to somebody by a case; what comes without a pause comes at the same instant. */
function occurrencesOf({ entry, signals }: Case): Occurrence[] {
  let at = START;
  const events: Occurrence[] = [{ at, event: entry, data: { total: 4, plan: "free" } }];
  signals.forEach((signal, i) => {
    if (signal.kind === "due" || signal.kind === "answer") return;
    if (signal.after > 0) at += signal.after * MINUTE_MS + i * 2_111;
    if (signal.kind === "event") events.push({ at, event: signal.name, data: signal.data });
    if (signal.kind === "attributes") events.push({ at, attributes: signal.attributes as never });
    if (signal.kind === "consent") events.push({ at, subscribed: signal.subscribed });
    if (signal.kind !== "mail") return;
    if (signal.fate === "opened" || signal.fate === "clicked") {
      events.push({ at, mail: 1 + signal.back, did: signal.fate });
    }
  });
  return events;
}

function play(drawn: Case, lag?: Parameters<typeof simulate>[0]["lag"]) {
  const definition = Definition.parse({
    ...(drawn.definition as object),
    enter: [{ event: drawn.entry }],
    reentry: drawn.contact % 2 ? "after-exit" : "never",
  });
  // Posted events that name a step's mail count from its decision, which comes late by itself.
  for (const step of Object.values(definition.steps)) {
    if (step.kind === "waitFor" && step.event === "bought") delete step.where?.step;
  }
  const events = occurrencesOf(drawn);
  const { timeline } = simulate({
    program: compileProgram("tour", 1, definition),
    person: makeUp({ attributes: drawn.attributes as never, timeZone: drawn.zone }, START - DAY_MS),
    events,
    start: START,
    until: START + 20.3 * DAY_MS + 17_171,
    lag,
  });
  return { timeline, events };
}

/** What follows a request counts from its answer, which comes late by itself. */
const asks = ({ definition }: Case) => JSON.stringify(definition).includes('"url"');

/** Whether something happens so close to when something else is due that a lag may turn them round. */
function isClose({ timeline, events }: ReturnType<typeof play>): boolean {
  const happens = new Set(events.map(({ at }) => at));
  const due = [...new Set(timeline.flatMap(({ at, until = at }) => [at, until]))];
  return [...happens].some((one) =>
    [...due, ...happens].some((at) => at !== one && Math.abs(at - one) <= APART_MS),
  );
}

const mailsOf = (timeline: Item[]) =>
  timeline
    .filter(({ kind }) => kind === "mail" || kind === "drop")
    .map(({ step, template, kind }) => `${kind} ${step} ${template}`);
const pathOf = (timeline: Item[]) =>
  timeline
    .filter(({ kind }) => kind !== "event" && kind !== "wait" && kind !== "mail")
    .map(({ step = "", decision }) => `${step} ${decision}`);

test("however late work is done, the same mails go in the same order", () => {
  let mails = 0;
  let compared = 0;
  fc.assert(
    fc.property(cases, fc.nat(), (drawn, seed) => {
      if (asks(drawn)) return;
      const exact = play(drawn);
      if (isClose(exact) || exact.timeline.length > MAX_ITEMS) return;
      const late = play(drawn, { seed, wakeMs: 900, batchMs: 20 * SECOND_MS });
      compared += 1;
      mails += mailsOf(exact.timeline).length;
      expect(mailsOf(late.timeline)).toEqual(mailsOf(exact.timeline));
      expect(pathOf(late.timeline)).toEqual(pathOf(exact.timeline));
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(compared).toBeGreaterThan(20);
  expect(mails).toBeGreaterThan(40);
});
