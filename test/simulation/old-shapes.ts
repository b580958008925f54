import type { Put, Write } from "#shared/ports/table.ts";

type Noted = { at: number; step: string; decision: string; until?: number; reason?: string };

/**
 * The write as the code before the last change of shapes made it; what had no other shape stays.
 */
export function asBefore(write: Write): Write {
  if (!("put" in write) || write.v !== 2) return write;
  if (!write.put.sk.startsWith("b#")) return write;
  const data = write.data as { trail: (string | Noted)[] };
  return { ...write, v: 1, data: { ...data, trail: data.trail.map(asObject) } } satisfies Put;
}

/** An enrollment of shape 1 kept each decision as an object, without the values that decided it. */
function asObject(noted: string | Noted): Noted {
  if (typeof noted !== "string") return noted;
  const [at, step, decision, third, ...reason] = noted.split(" ");
  const [until] = third!.split(";");
  return {
    at: Number.parseInt(at!, 36),
    step: step!,
    decision: decision!.split("@")[0]!,
    ...(reason.length > 0 && { reason: reason.join(" ") }),
    ...(until !== "-" && { until: Number.parseInt(until!, 36) }),
  };
}
