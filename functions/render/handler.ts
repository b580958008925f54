import {
  packResults,
  type RenderAnswer,
  type RenderCall,
} from "#shared/adapters/aws/lambda/render-wire.ts";
import { compile } from "#shared/content/compiling/index.ts";
import { createFairRender, type Stopwatch } from "#shared/content/rendering/index.ts";
import type { CompileResult } from "#shared/ports/renderer.ts";
import type { Awake } from "../runtime/awake.ts";
import { forInvoke } from "../runtime/for-invoke.ts";

/** The only function with the template languages; no rights, secrets or network. */
export function createHandler(stopwatch: Stopwatch) {
  const render = createFairRender(stopwatch);
  return forInvoke(
    "render",
    async (call: RenderCall | Awake): Promise<CompileResult | RenderAnswer> => {
      if ("awake" in call) return [];
      return "compile" in call ? compile(call.compile) : packResults(await render(call.render));
    },
  );
}
