import { Unavailable } from "#shared/kernel/errors.ts";
import type {
  CompileResult,
  Renderer,
  RenderRequest,
  RenderResult,
  TemplateSource,
} from "#shared/ports/renderer.ts";
import { batches } from "./batches.ts";
import { type RenderAnswer, type RenderCall, unpackResults } from "./render-wire.ts";
import type { CallService } from "./service-call.ts";

/** Lambda takes 6 MB a call. A request may be larger than this by itself, and then goes alone. */
const CALL_LIMITS = { count: 10, bytes: 3_000_000 };
/** Of a batch, as long as the `render` function may run. */
const RENDER_MS = 30_000;
/** Somebody waits for it, and three tries must end before the API's own call does. */
const COMPILE_MS = 9_000;

/** The `Renderer` port: the `render` function, which runs others' templates apart from everything. */
export class LambdaRenderer implements Renderer {
  readonly #call: CallService;
  readonly #path: string;

  constructor(call: CallService, functionName: string) {
    this.#call = call;
    this.#path = `/2015-03-31/functions/${functionName}/invocations`;
  }

  compile = (source: TemplateSource): Promise<CompileResult> =>
    this.#invoke({ compile: source }, COMPILE_MS);

  render = async (requests: RenderRequest[]): Promise<RenderResult[]> => {
    const calls = batches(requests, CALL_LIMITS, (request) =>
      Buffer.byteLength(JSON.stringify(request)),
    );
    return (await Promise.all(calls.map(this.#renderAll))).flat();
  };

  /** An answer may hold the first results only; each holds one at least, which bounds the asking. */
  #renderAll = async (requests: RenderRequest[]): Promise<RenderResult[]> => {
    const results: RenderResult[] = [];
    while (results.length < requests.length) {
      const answer = await this.#invoke<RenderAnswer>(
        { render: requests.slice(results.length) },
        RENDER_MS,
      );
      if (answer.length === 0) throw new Unavailable("render answered nothing");
      results.push(...unpackResults(answer));
    }
    return results;
  };

  async #invoke<T>(call: RenderCall, timeoutMs: number): Promise<T> {
    const { headers, text } = await this.#call({
      service: "lambda",
      path: this.#path,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(call),
      timeoutMs,
    });
    const fault = headers["x-amz-function-error"];
    if (fault !== undefined || text === "") {
      throw new Unavailable(`render failed: ${fault} ${text.slice(0, 300)}`);
    }
    return JSON.parse(text) as T;
  }
}
