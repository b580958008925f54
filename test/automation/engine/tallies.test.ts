import { expect, test, vi } from "vitest";
import { makeScene } from "./scene.ts";

const PEOPLE = 20;

test("a batch counts on each row once, however many people it is about", async () => {
  const scene = await makeScene();
  await scene.publish("s", {
    enter: [{ event: "signed_up" }],
    goal: { event: "bought", within: "P7D", value: "total" },
    start: "try",
    steps: {
      try: {
        kind: "experiment",
        variants: [
          { name: "a", weight: 1, next: "rest" },
          { name: "b", weight: 1, next: "rest" },
        ],
        metric: { event: "bought", within: "P7D" },
      },
      rest: { kind: "wait", for: "P30D", next: null },
    },
  });
  const people: string[] = [];
  for (let i = 0; i < PEOPLE; i++) people.push(await scene.person(`p${i}@example.com`));
  const add = scene.table.add;
  const rows: string[] = [];
  vi.spyOn(scene.table, "add").mockImplementation(async (key, ...rest) => {
    if (key.table === "stats") rows.push(key.pk);
    return add(key, ...rest);
  });
  const happens = (name: string) => async () => {
    for (const person of people) await scene.accept(person, [{ name, data: { total: 3 } }]);
  };
  const removed = async () => {
    const bodies = people.map((contact) => ({ body: { removeRuns: { contact, sequence: "s" } } }));
    await scene.queue.send("work", bodies);
  };
  for (const occur of [happens("signed_up"), happens("bought"), removed]) {
    rows.length = 0;
    scene.clock.advance(1_000);
    await occur();
    await scene.work();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual([...new Set(rows)]);
  }
});
