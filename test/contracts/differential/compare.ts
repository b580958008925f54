import type { Table } from "#shared/ports/table.ts";
import { Random } from "#test/simulation/random.ts";
import type { TestClock } from "#test/support/world.ts";
import { ask, hasFailed } from "./calls.ts";
import { labelsOf, REQUIRED } from "./coverage.ts";
import { Drawer, type Step } from "./draw.ts";
import { Model } from "./model.ts";
import { takeRush } from "./rush.ts";
import { mustBe, show } from "./show.ts";

/** A table under test; `sweep` removes expired rows, which must not be observable. */
export type Store = { name: string; table: Table; sweep?: () => Promise<void> };

export type Options = {
  seed: number;
  /** At least so many; more, up to ten times as many, until everything required was met. */
  steps: number;
  /** What every store reads. */
  clock: TestClock;
};

/** How often each thing that is required was met, and how many steps that took. */
export type Comparison = { met: Map<string, number>; steps: number };

type Note = (label: string) => void;

/**
 * Asks the model and all stores the same, step by step, in the order of the seed.
 * @throws Error that names seed, step and replies, at the first reply that differs
 */
export async function compare(stores: Store[], options: Options): Promise<Comparison> {
  const { clock, seed, steps } = options;
  const model = new Model(clock.now());
  const drawer = new Drawer(new Random(seed), model);
  const met = new Map(REQUIRED.map((label) => [label, 0]));
  const note: Note = (label) => met.set(label, (met.get(label) ?? 0) + 1);
  const isOpen = () => [...met.values()].some((count) => count === 0);
  let done = 0;
  for (; done < steps || (done < 10 * steps && isOpen()); done++) {
    const step = drawer.draw();
    try {
      await take(step, stores, model, clock, note);
    } catch (error) {
      const message = `seed ${seed}, step ${done}: ${(error as Error).message}`;
      throw new Error(`${message}\n${show(step)}`, { cause: error });
    }
  }
  return { met, steps: done };
}

async function take(
  step: Step,
  stores: Store[],
  model: Model,
  clock: TestClock,
  note: Note,
): Promise<void> {
  if (step.kind === "pass") clock.advance(step.ms);
  model.now = clock.now();
  if (step.kind === "sweep") await Promise.all(stores.map(({ sweep }) => sweep?.()));
  if (step.kind === "call") await takeCall(step, stores, model, note);
  if (step.kind === "rush") {
    const singleWins = await takeRush(step, stores, model);
    note(`a rush of ${step.about}`);
    if (singleWins > 0) note("a rush that one of many won");
  }
}

async function takeCall(
  { call, about }: Step & { kind: "call" },
  stores: Store[],
  model: Model,
  note: Note,
): Promise<void> {
  const before = model.copy();
  const expected = model.answer(call);
  const replies = await Promise.all(stores.map(({ table }) => ask(table, call)));
  for (const [i, reply] of replies.entries()) mustBe(stores[i]!.name, reply, expected);
  for (const label of labelsOf(call, expected, before)) note(label);
  if (about?.startsWith("refused") === hasFailed(expected)) note(about);
}
