import type { showForecast } from "#shared/forecast/index.ts";

/** A forecast for people: when by the person's clock, at which step, what, and why. */
export function table({ timeline, endedBy }: ReturnType<typeof showForecast>): string {
  const rows = timeline.map(({ local, step = "", kind, decision, ...item }) => [
    local.slice(0, 16).replace("T", " "),
    step,
    kind === decision ? kind : `${kind} ${decision}`,
    describe(item),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, `Ended: ${endedBy}.`, ""].join("\n");
}

function describe({
  template,
  to,
  reason,
  saw,
  change,
  untilLocal,
}: Omit<
  ReturnType<typeof showForecast>["timeline"][number],
  "local" | "step" | "kind" | "decision"
>): string {
  return [
    template,
    to && `to ${to}`,
    reason,
    saw && `saw ${saw.join(", ")}`,
    change && JSON.stringify(change),
    untilLocal && `until ${untilLocal.slice(0, 16).replace("T", " ")}`,
  ]
    .filter(Boolean)
    .join("  ");
}
