import { expect, test } from "vitest";
import { ARROWS, SOURCES } from "./sources.ts";

/** Each group of files that reach one another (Tarjan's strongly connected components). */
function cyclesIn(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const path: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): number => {
    const known = order.get(file);
    if (known !== undefined) return path.includes(file) ? known : Number.POSITIVE_INFINITY;
    const index = order.size;
    order.set(file, index);
    path.push(file);
    const lowest = Math.min(index, ...(next.get(file) ?? []).map(visit), low.get(file) ?? index);
    low.set(file, lowest);
    if (lowest < index) return lowest;
    const cycle = path.splice(path.indexOf(file));
    if (cycle.length > 1) cycles.push(cycle);
    return Number.POSITIVE_INFINITY;
  };
  for (const file of next.keys()) visit(file);
  return cycles;
}

test("a cycle is found", () => {
  const next = new Map(Object.entries({ a: ["b"], b: ["c"], c: ["b", "d"], d: [] }));
  expect(cyclesIn(next)).toEqual([["b", "c"]]);
});

test("no file imports itself by way of others, types included", () => {
  const next = Map.groupBy(ARROWS, ({ from }) => from);
  const files = [...SOURCES.keys()].map((file) => {
    const imported = next.get(file)?.map(({ to }) => to) ?? [];
    return [file, imported.filter((to) => SOURCES.has(to))] as const;
  });
  expect(cyclesIn(new Map(files))).toEqual([]);
});
