import type { Write } from "#shared/ports/table.ts";

/** Which sleep a write may come after. */
export function napBefore(name: string, args: unknown[]): "slotNap" | "claimNap" | undefined {
  if (name !== "write" && name !== "writeEach") return undefined;
  const data = (args[0] as Write[]).flatMap((one) => ("put" in one ? [one.data] : []));
  if (data.some((row) => "references" in row)) return "slotNap";
  return data.some((row) => "accepted" in row) ? "claimNap" : undefined;
}
