import fc from "fast-check";
import { expect, test } from "vitest";
import type { Item } from "#shared/insight/simulation/index.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import { type Case, cases } from "#test/reference/arbitrary.ts";
import { runs } from "#test/support/long.ts";
import { isClose, play } from "./drawn-case.ts";

/** What runs round without end is cut by how often it was looked at. */
const MAX_ITEMS = 150;

/** What follows a request counts from its answer, which comes late by itself. */
const asks = ({ definition }: Case) => JSON.stringify(definition).includes('"url"');

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
      const late = play(drawn, { lag: { seed, wakeMs: 900, batchMs: 20 * SECOND_MS } });
      compared += 1;
      mails += mailsOf(exact.timeline).length;
      expect(mailsOf(late.timeline)).toEqual(mailsOf(exact.timeline));
      expect(pathOf(late.timeline)).toEqual(pathOf(exact.timeline));
    }),
    { numRuns: runs(150), seed: 33 },
  );
  expect(compared).toBeGreaterThan(runs(20));
  expect(mails).toBeGreaterThan(runs(40));
});
