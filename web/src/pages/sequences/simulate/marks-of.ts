import type { Mark } from "../canvas/marks.ts";
import type { SimulateTexts } from "./say-item.ts";
import type { Trace } from "./trace.ts";

const TONES = { mail: "good", hold: "warn", drop: "bad", wait: "busy", entered: "busy" } as const;

/** What is said on each step that a run met: the last thing that happened there. */
export function marksOf({ steps }: Trace, { mark }: SimulateTexts): Map<string, Mark> {
  return new Map(
    [...steps].map(([step, { kind }]): [string, Mark] => {
      const known = Object.hasOwn(TONES, kind) ? (kind as keyof typeof TONES) : undefined;
      return known
        ? [step, { tone: TONES[known], label: mark[known] }]
        : [step, { tone: "busy", label: mark.passed }];
    }),
  );
}
