import type { showResult } from "#shared/insight/simulation/index.ts";

/** A simulation as a table: local time, step, decision and details. */
export function table(
  { timeline, endedBy }: ReturnType<typeof showResult>,
  zones: string[],
): string {
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
  const clocks = zones.length > 0 ? [`Local times of ${zones.join(", then of ")}.`] : [];
  return [...lines, `Ended: ${endedBy}.`, ...clocks, ""].join("\n");
}

function describe({
  entryKey,
  template,
  to,
  reason,
  saw,
  change,
  untilLocal,
}: Omit<
  ReturnType<typeof showResult>["timeline"][number],
  "local" | "step" | "kind" | "decision"
>): string {
  return [
    entryKey && `key ${entryKey}`,
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
