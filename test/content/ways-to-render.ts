import { Liquid } from "liquidjs";
import { boundRanges } from "#shared/content/liquid/bound-ranges.ts";
import { describeCause } from "#shared/content/liquid/describe-error.ts";
import { htmlEngine, plainEngine } from "#shared/content/liquid/engines.ts";
import { fastOutputs } from "#shared/content/liquid/fast-outputs.ts";
import { MAX_ALLOCATIONS } from "#shared/content/liquid/limits.ts";
import { parseLiquid } from "#shared/content/liquid/parse-liquid.ts";
import { openLiquid } from "#shared/content/liquid/run-liquid.ts";

export type Kind = "text" | "html";
export type Outcome = { text: string } | { refused: string } | { failed: string };

const OPTIONS = { timezoneOffset: 0, locale: "en-US", memoryLimit: MAX_ALLOCATIONS };
const ESCAPING = { text: {}, html: { outputEscape: "escape" } } as const;
const OURS = { text: plainEngine, html: htmlEngine };

/** What the library renders by itself, `templates` being what it may include. */
export function byLiquidjs(kind: Kind, source: string, data: object, templates = {}): Outcome {
  const engine = new Liquid({ ...OPTIONS, ...ESCAPING[kind], templates });
  return inTwoSteps(
    () => engine.parse(source),
    (part) => engine.renderSync(part, structuredClone(data)),
  );
}

/** What we render: checked as on save, then by our quick outputs and our runner. */
export const byUs = (kind: Kind, source: string, data: object): Outcome =>
  inTwoSteps(
    () => parseLiquid(OURS[kind], source, ""),
    (part) => openLiquid()(OURS[kind], boundRanges(fastOutputs(part, kind === "html")), data),
  );

function inTwoSteps<T>(save: () => T, render: (saved: T) => string): Outcome {
  let saved: T;
  try {
    saved = save();
  } catch (error) {
    return { refused: describeCause(error) };
  }
  try {
    return { text: render(saved) };
  } catch (error) {
    return { failed: describeCause(error) };
  }
}
