import { parentPort } from "node:worker_threads";
import { compile, render } from "#shared/content/index.ts";
import { Lru } from "#shared/kernel/lru.ts";
import type {
  CompiledTemplate,
  RenderRequest,
  RenderResult,
  TemplateSource,
} from "#shared/ports/renderer.ts";

/** A template goes to the worker whole the first time, and by its hash as long as both sides keep it. */
export type SlimRequest = Omit<RenderRequest, "template"> & { template: CompiledTemplate | string };
export type Call = { id: number; compile: TemplateSource } | { id: number; render: SlimRequest[] };
export type Answer = { id: number; value: unknown } | { id: number; failure: string };

/** Both sides put and find in one order, so that they keep the same ones without a word about it. */
export const MAX_KEPT = 100;

/** A finished mail changes its thread instead of being copied. */
const bytesOf = (result: RenderResult) => (result.ok ? [result.mail.raw.buffer] : []);

function serve(port: NonNullable<typeof parentPort>): void {
  const kept = new Lru<CompiledTemplate>(MAX_KEPT);
  const recall = (template: CompiledTemplate | string): CompiledTemplate => {
    if (typeof template === "string") return kept.get(template)!;
    kept.set(template.hash, template);
    return template;
  };
  const post = (answer: Answer, moved: ArrayBuffer[] = []) => port.postMessage(answer, moved);
  const serveOne = async (call: Call): Promise<void> => {
    try {
      if ("compile" in call) return post({ id: call.id, value: await compile(call.compile) });
      const requests = call.render.map((request) => ({
        ...request,
        template: recall(request.template),
      }));
      const value = await render(requests);
      post({ id: call.id, value }, value.flatMap(bytesOf));
    } catch (error) {
      post({ id: call.id, failure: String(error) });
    }
  };
  // One call at a time: the limit that the other side sets is for a call, not for its turn.
  let turn: Promise<void> = Promise.resolve();
  port.on("message", (call: Call) => {
    turn = turn.then(() => serveOne(call));
  });
}

if (parentPort) serve(parentPort);
