import QuickLRU from "quick-lru";
import { monotonicMs } from "#shared/adapters/node/clock.ts";
import { cpuMs } from "#shared/adapters/node/cpu-time.ts";
import { compile } from "#shared/content/compiling/index.ts";
import { createFairRender } from "#shared/content/rendering/index.ts";
import type { CompiledTemplate, RenderRequest, TemplateSource } from "#shared/ports/renderer.ts";

/**
 * A template goes to the process whole the first time, and by its hash as long as both sides keep
 * it.
 */
type SlimRequest = Omit<RenderRequest, "template"> & { template: CompiledTemplate | string };
export type Call = { compile: TemplateSource } | { render: SlimRequest[] };
export type Answer = { value: unknown } | { failure: string };

/**
 * Both sides put and find in one order, so that they keep the same ones without a word about it.
 */
export const MAX_KEPT = 50;

/** Answers one call after another, until the process that asks is gone. */
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
  // What stops the whole group: ours goes on until what is under way is done, and needs us for it.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  process.send!("ready");
}
