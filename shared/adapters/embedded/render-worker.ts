import { parentPort } from "node:worker_threads";
import { compile, render } from "#shared/content/index.ts";
import { Lru } from "#shared/kernel/lru.ts";
import type { CompiledTemplate, RenderRequest, TemplateSource } from "#shared/ports/renderer.ts";

/** A template goes to the worker whole the first time, and by its hash as long as both sides keep it. */
export type SlimRequest = Omit<RenderRequest, "template"> & { template: CompiledTemplate | string };
export type Call = { id: number; compile: TemplateSource } | { id: number; render: SlimRequest[] };
export type Answer = { id: number; value: unknown } | { id: number; failure: string };

/** Both sides put and find in one order, so that they keep the same ones without a word about it. */
export const MAX_KEPT = 100;

function serve(port: NonNullable<typeof parentPort>): void {
  const kept = new Lru<CompiledTemplate>(MAX_KEPT);
  const recall = (template: CompiledTemplate | string): CompiledTemplate => {
    if (typeof template === "string") return kept.get(template)!;
    kept.set(template.hash, template);
    return template;
  };
  const answer = async (call: Call): Promise<Answer> => {
    try {
      if ("compile" in call) return { id: call.id, value: await compile(call.compile) };
      const requests = call.render.map((request) => ({
        ...request,
        template: recall(request.template),
      }));
      return { id: call.id, value: await render(requests) };
    } catch (error) {
      return { id: call.id, failure: String(error) };
    }
  };
  // One call at a time: the limit that the other side sets is for a call, not for its turn.
  let turn: Promise<void> = Promise.resolve();
  port.on("message", (call: Call) => {
    turn = turn.then(async () => port.postMessage(await answer(call)));
  });
}

if (parentPort) serve(parentPort);
