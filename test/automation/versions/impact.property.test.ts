import fc from "fast-check";
import { expect, test } from "vitest";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { compileProgram, Definition, type Program } from "#shared/automation/language/index.ts";
import { followVersion } from "#shared/automation/runs/follow-version.ts";
import { startRun } from "#shared/automation/runs/index.ts";
import { compareVersions } from "#shared/automation/versions/impact.ts";
import {
  type Item,
  inventContact,
  type Occurrence,
  simulate,
} from "#shared/insight/simulation/index.ts";
import { row } from "#shared/insight/simulation/row.ts";
import { type Case, cases } from "#test/reference/arbitrary.ts";
import { START } from "#test/reference/arbitrary-parts.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MAX_INSTANTS = 12;
const SEQUENCE = "tour";

type Steps = Record<string, Record<string, unknown>>;
type Draft = { steps: Steps; [field: string]: unknown };
type Edit = (draft: Draft, at: string) => object;

/** The draft with one of its steps changed. */
const withStep =
  (change: (step: Steps[string]) => object): Edit =>
  ({ steps, ...draft }, at) => ({
    ...draft,
    steps: { ...steps, [at]: { ...steps[at], ...change(steps[at]!) } },
  });
const withFields =
  (fields: object): Edit =>
  (draft) => ({ ...draft, ...fields });
const mail = (template: string, next: unknown) => ({ kind: "send", template, next });

/** What authors do to a sequence; `at` is some step. Those that make it invalid are passed over. */
const EDITS: Record<string, Edit> = {
  "another template": withStep(({ kind }) => (kind === "send" ? { template: "other" } : {})),
  "a mail before": ({ steps, ...draft }, at) => ({
    ...{ ...draft, start: "extra", steps: { ...steps, extra: mail("extra", at) } },
  }),
  "a mail after": ({ steps, ...draft }, at) => {
    const extra = mail("extra", steps[at]!.next ?? null);
    return { ...draft, steps: { ...steps, [at]: { ...steps[at], next: "extra" }, extra } };
  },
  "an end": withStep((step) => ("next" in step ? { next: null } : {})),
  "another pause": withStep(({ kind, until }) =>
    kind === "wait" && !until ? { for: "PT17M" } : {},
  ),
  "another timeout": withStep(({ kind }) => (kind === "waitFor" ? { timeout: "PT17M" } : {})),
  "an exit": withFields({ exit: [{ event: "visited" }] }),
  "no exit": withFields({ exit: [] }),
  "a goal": withFields({ goal: { event: "bought", exit: true } }),
  "no goal": withFields({ goal: undefined }),
  "send times": withFields({ settings: { sendWindow: { from: "13:00", to: "15:00" } } }),
  "another zone": withFields({ settings: { zone: "Asia/Kathmandu" } }),
  "a step apart": ({ steps, ...draft }) => ({
    ...draft,
    steps: { ...steps, apart: mail("apart", null) },
  }),
  "another name": withFields({ name: "Other" }),
  "more held out": withFields({ holdout: 9 }),
  "another first step": (draft, at) => ({ ...draft, start: at }),
  "keys in another order": ({ steps, ...draft }) => ({
    ...draft,
    steps: Object.fromEntries(Object.entries(steps).toReversed()),
  }),
};

/** Most of what is drawn else is a change. */
const HARMLESS = [
  ["a step apart", "keys in another order"],
  ["another first step"],
  ["more held out"],
];

function edited(definition: object, edits: string[], pick: number): Definition | undefined {
  let draft = definition as Draft;
  for (const edit of edits) {
    const names = Object.keys(draft.steps);
    draft = EDITS[edit]!(draft, names[pick % names.length]!) as Draft;
  }
  return Definition.safeParse(draft).data;
}

/**
 * The mails of a run that goes on from a step, whatever is decided of them, with their instants.
 */
function mailsOf(program: Program, run: Enrollment, { zone, attributes, signals }: Case): string[] {
  const events: Occurrence[] = [];
  let at = START;
  for (const signal of signals) {
    at += "after" in signal ? Math.max(1, signal.after) * MINUTE : DAY;
    if (signal.kind === "event") events.push({ at, event: signal.name, data: signal.data });
    if (signal.kind === "attributes")
      events.push({ at, attributes: signal.attributes } as Occurrence);
    if (signal.kind === "mail") events.push({ at, mail: 1 + signal.back, did: "clicked" });
  }
  const person = inventContact({ attributes: attributes as never, timeZone: zone }, START - DAY);
  let instants = 0;
  const { timeline } = simulate({
    ...{ program, contact: { ...person, enrollments: [row(run)] } },
    // Enough to tell two versions apart; a loop of short waits would go on for thousands.
    isOver: () => ++instants > MAX_INSTANTS,
    ...{ events, start: START, until: START + 10 * DAY },
  });
  const isMail = ({ kind }: Item) => kind === "mail" || kind === "drop" || kind === "hold";
  return timeline
    .filter(isMail)
    .map(({ at: when, kind, template }) => `${when} ${kind} ${template}`);
}

test("where impact says unchanged, going on by either version gives the same mails at the same times", () => {
  let unchanged = 0;
  const any = fc.array(fc.constantFrom(...Object.keys(EDITS)), { minLength: 1, maxLength: 2 });
  const edits = fc.oneof(any, any, any, any, fc.constantFrom(...HARMLESS));
  fc.assert(
    fc.property(cases, edits, fc.nat(99), fc.nat(99), (drawn, wanted, pick, standing) => {
      const before = Definition.parse(drawn.definition);
      const after = edited(drawn.definition, wanted, pick);
      const names = Object.keys(before.steps);
      const step = names[standing % names.length]!;
      if (!after || !Object.hasOwn(after.steps, step)) return;
      const old = compileProgram(SEQUENCE, 1, { ...before, holdout: 0 });
      const next = compileProgram(SEQUENCE, 2, { ...after, holdout: 0 });
      const entry = { event: "signed_up", id: "e1", at: START, data: { total: 4 } };
      const run = startRun(old, "c_000000000simulate", "-", entry, START);
      const there: Enrollment = { ...run, step, visits: { [step]: 1 } };
      const moved = followVersion(there, old, next, step, START);
      const { change } = compareVersions(before, after)(there);
      if (change !== "unchanged") return;
      unchanged += 1;
      expect(mailsOf(next, moved, drawn)).toEqual(mailsOf(old, there, drawn));
    }),
    { numRuns: 150 },
  );
  expect(unchanged).toBeGreaterThan(0);
});

/** Steps in a ring or a line, of which some mail; `next` of each is some step or the end. */
const versions = fc
  .array(
    fc.record({
      template: fc.option(fc.constantFrom("ta", "tb", "tc"), { nil: null }),
      next: fc.option(fc.nat(4), { nil: null }),
    }),
    { minLength: 5, maxLength: 5 },
  )
  .map((drawn) => ({
    drawn,
    definition: Definition.parse({
      ...{ name: "Test", enter: [{ api: true }], start: "s0" },
      steps: Object.fromEntries(
        drawn.map(({ template, next }, i) => {
          const to = next === null ? null : `s${next}`;
          return [`s${i}`, template ? mail(template, to) : { kind: "wait", for: "P1D", next: to }];
        }),
      ),
    }),
  }));

test("a mail that the run got, and that only the draft sends again, is always named as repeated", () => {
  const walk = (drawn: { template: string | null; next: number | null }[], from: number) => {
    const templates = new Set<string>();
    // As many steps as there are lead to each that can be come to.
    for (let at: number | null = from, i = 0; at !== null && i < drawn.length; i++) {
      const { template, next }: (typeof drawn)[number] = drawn[at]!;
      if (template) templates.add(template);
      at = next;
    }
    return templates;
  };
  let repeats = 0;
  fc.assert(
    fc.property(
      ...([versions, versions, fc.nat(4), fc.subarray([0, 1, 2, 3, 4])] as const),
      (before, after, at, behind) => {
        const got = new Set<string>(behind.flatMap((i) => before.drawn[i]!.template ?? []));
        const sent = behind.filter((i) => before.drawn[i]!.template);
        const sends = Object.fromEntries(sent.map((i) => [`s${i}`, `m${i}`]));
        const [old, next] = [walk(before.drawn, at), walk(after.drawn, at)];
        const again = [...next].filter((name) => got.has(name) && !old.has(name));
        const impact = compareVersions(
          before.definition,
          after.definition,
        )({
          step: `s${at}`,
          sends,
        });
        expect(impact.repeated.toSorted()).toEqual(again.toSorted());
        expect(impact.change === "repeated").toBe(again.length > 0);
        repeats += again.length;
      },
    ),
    { numRuns: 300 },
  );
  expect(repeats).toBeGreaterThan(0);
});
