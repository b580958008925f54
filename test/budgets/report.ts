/** A stage that began at so many seconds; the last one only marks the end. */
export type Begun = { name: string; at: number };

/** What each stage took beside its budget, a line each, and the sum of both. */
export function report(begun: Begun[], budgets: Record<string, number>): string[] {
  const rows = begun.slice(0, -1).map(({ name, at }, i) => ({
    name,
    took: begun[i + 1]!.at - at,
    budget: budgets[name] ?? 0,
  }));
  const sum = (of: "took" | "budget") => rows.reduce((total, row) => total + row[of], 0);
  return [...rows, { name: "all", took: sum("took"), budget: sum("budget") }].map(lineOf);
}

const lineOf = ({ name, took, budget }: { name: string; took: number; budget: number }): string => {
  const over = took > budget ? `  ${took - budget} s over` : "";
  return `${name.padEnd(12)}${String(took).padStart(6)} s of ${String(budget).padStart(5)} s${over}`;
};
