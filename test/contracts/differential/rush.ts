import { isDeepStrictEqual } from "node:util";
import { ask, type Call, hasFailed, type Reply } from "./calls.ts";
import type { Store } from "./compare.ts";
import type { Model } from "./model.ts";
import { mustBe, show } from "./show.ts";

export type Rush = {
  /** Asked at once: which of them comes first is each store's own affair. */
  calls: Call[];
  /** Called afterwards: makes the rows equal again, whichever call won. */
  after: Call[];
};

/**
 * Asks every store all calls at once: some order of them must explain its replies.
 * @returns how many stores let exactly one of the writes win
 */
export async function takeRush({ calls, after }: Rush, stores: Store[], model: Model) {
  const replies = await Promise.all(
    stores.map(({ table }) => Promise.all(calls.map((call) => ask(table, call)))),
  );
  const models = replies.map((ofStore, i) => {
    const end = explain(model, calls, ofStore);
    if (end) return end;
    throw new Error(`no order explains what ${stores[i]!.name} replied: ${show(ofStore)}`);
  });
  for (const call of after) {
    const settled = await Promise.all(stores.map(({ table }) => ask(table, call)));
    for (const [i, reply] of settled.entries()) {
      mustBe(stores[i]!.name, reply, models[i]!.answer(call));
    }
  }
  // In any order they come to the same, or what comes after makes it the same.
  for (const call of [...calls, ...after]) model.answer(call);
  const wins = (ofStore: Reply[]) =>
    ofStore.filter((reply, i) => calls[i]!.op.startsWith("write") && !hasFailed(reply)).length;
  return replies.filter((ofStore) => wins(ofStore) === 1).length;
}

/** The model after the calls in an order that explains the replies; undefined without one. */
function explain(model: Model, calls: Call[], replies: Reply[]): Model | undefined {
  if (calls.length === 0) return model;
  for (const [i, call] of calls.entries()) {
    const next = model.copy();
    if (!isDeepStrictEqual(next.answer(call), replies[i])) continue;
    const end = explain(next, calls.toSpliced(i, 1), replies.toSpliced(i, 1));
    if (end) return end;
  }
  return undefined;
}
