import QuickLRU from "quick-lru";
import { monotonicMs } from "#shared/adapters/node/clock.ts";
import { cpuMs } from "#shared/adapters/node/cpu-time.ts";
import { compile } from "#shared/content/compiling/index.ts";
import { createFairRender } from "#shared/content/rendering/index.ts";
import type { CompiledTemplate, RenderRequest, TemplateSource } from "#shared/ports/renderer.ts";

/** A template is sent whole the first time, then by its hash while both sides keep it. */
type SlimRequest = Omit<RenderRequest, "template"> & { template: CompiledTemplate | string };
export type Call = { compile: TemplateSource } | { render: SlimRequest[] };
export type Answer = { value: unknown } | { failure: string };

/** Both sides store and find in the same order, so they keep the same templates. */
export const MAX_KEPT = 50;

/** Answers one call at a time until the parent ends. */
export function serve(): void {
  const kept = new QuickLRU<string, CompiledTemplate>({ maxSize: MAX_KEPT });
  const render = createFairRender({ cpuMs, monotonicMs });
  const recall = (template: CompiledTemplate | string): CompiledTemplate => {
    if (typeof template === "string") return kept.get(template)!;
    kept.set(template.hash, template);
    return template;
  };
  const answer = async (call: Call): Promise<Answer> => {
    try {
      if ("compile" in call) return { value: await compile(call.compile) };
      const requests = call.render.map((request) => ({
        ...request,
        template: recall(request.template),
      }));
      return { value: await render(requests) };
    } catch (error) {
      return { failure: String(error) };
    }
  };
  process.on("message", async (call: Call) => {
    process.send!(await answer(call));
  });
  process.on("disconnect", () => process.exit(0));
  // Signals reach the whole group; the parent finishes its work first and needs us for it.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  process.send!("ready");
}
