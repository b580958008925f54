import { expect, test } from "vitest";
import type { Table, Write } from "#shared/ports/table.ts";
import { explore } from "../explore.ts";
import type { Mutation, Rules } from "../rules.ts";
import { MUTANTS } from "../scenarios.ts";
import { MAILS } from "../state.ts";
import { linesOf } from "../trace.ts";
import { drain, endsOf } from "./drain.ts";
import { OUTSIDE } from "./outside.ts";
import { ANSWERS } from "./provider.ts";
import { replay } from "./replay.ts";
import { drawWalks, labelOf, STEPS } from "./walks.ts";

const RULES = { crashes: 1, lost: 1, refusals: 1, stops: true, wrong: new Set<never>() };
const WALKS = (["none", "query", "feed"] as const).map((evidence) => {
  const rules: Rules = { ...RULES, evidence };
  return { evidence, rules, walks: drawWalks(rules, 70, 8) };
});

test.each(WALKS)("the real handlers go every way of the model: evidence $evidence", async (one) => {
  let untimely = 0;
  for (const [i, walk] of one.walks.entries()) {
    const replayed = await replay(one.rules, walk, {
      after: async (stage, hands) => {
        // Now and then, to its end: the real schedule and queues, with no more faults.
        if (i % 8 !== 0) return;
        stage.mailer.answer = ANSWERS["call: accepted"]!;
        await hands.finish();
        await drain(stage);
        const { doubt } = walk.at(-1)!.next;
        for (const [mail, end] of (await endsOf(stage)).entries()) {
          const wanted = ["sent", "refused", "dropped", ...(doubt[mail] ? ["unknown"] : [])];
          expect(wanted, linesOf(walk)).toContain(end);
        }
      },
    });
    expect(replayed.kind === "differs" && replayed.report).toBe(false);
    if (replayed.kind === "untimely") untimely += 1;
  }
  expect(untimely).toBeLessThan(one.walks.length / 20);
});

test("those ways hold every step, a crash before each, and every answer of the provider", () => {
  const labels = new Set(WALKS.flatMap(({ walks }) => walks.flat().map(labelOf)));
  const has = (start: string) => [...labels].some((label) => label.startsWith(start));
  const wanted = [
    ...STEPS,
    ...STEPS.map((step) => `crash before ${step}`),
    ...Object.keys(OUTSIDE),
    ...Object.keys(ANSWERS).flatMap((name) => MAILS.map((mail) => `${name} (mail ${mail + 1})`)),
  ];
  expect(wanted.filter((label) => !has(label))).toEqual([]);
});

test("the code does not go the way on which a late return overtakes", async () => {
  const mutation: Mutation = "late return overtakes";
  const rules: Rules = { ...MUTANTS[mutation], wrong: new Set([mutation]) };
  const { broken } = explore(rules);
  expect(await replay(rules, broken!.trace)).toMatchObject({ kind: "differs" });
});

test("a table that lets two claim one mail is noticed", async () => {
  const { rules, walks } = WALKS[0]!;
  const tamper = (table: Table): Table => ({
    ...table,
    writeEach: (writes, writer) => table.writeEach(writes.map(unconditional), writer),
  });
  const reports: string[] = [];
  for (const walk of walks.filter((one) => one.some(({ name }) => name === "claim: lost"))) {
    const replayed = await replay(rules, walk, { tamper });
    if (replayed.kind === "differs") reports.push(replayed.report.split("\n").at(-1)!);
  }
  expect(reports.length).toBeGreaterThan(0);
  expect(new Set(reports)).toContain("Error: comes to read, model: its end");
});

const unconditional = (write: Write): Write =>
  "put" in write && "token" in write.data ? { ...write, expect: "any" } : write;
