import { isolateMails } from "#shared/adapters/isolation/isolate-mails.ts";
import { isolateSource } from "#shared/adapters/isolation/isolate-source.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import {
  type CompileResult,
  type Renderer,
  RendererEnded,
  type RenderRequest,
  type RenderResult,
  type TemplateSource,
} from "#shared/ports/renderer.ts";
import { batches } from "../batches.ts";
import type { CallService } from "../service-call.ts";
import { type RenderAnswer, type RenderCall, unpackResults } from "./render-wire.ts";

/** Lambda's request limit is 6 MB. A request larger than this goes alone. */
const CALL_LIMITS = { count: 10, bytes: 3_000_000 };
/**
 * Longer than the `render` function's start and timeout together, so that Lambda reports a hang.
 */
const CALL_MS = 25_000;

/** Lambda's error when a function's process ended or timed out during a call. */
const ENDED = /"(Runtime\.ExitError|Runtime\.OutOfMemory|Sandbox\.Timedout)"|Task timed out/;

/** The `Renderer` port on the `render` function, which isolates untrusted templates. */
export class LambdaRenderer implements Renderer {
  readonly #call: CallService;
  readonly #path: string;

  constructor(call: CallService, functionName: string) {
    this.#call = call;
    this.#path = `/2015-03-31/functions/${functionName}/invocations`;
  }

  /** All tries end before the API's own call does, so that its caller gets the reason. */
  compile = (source: TemplateSource): Promise<CompileResult> =>
    isolateSource(this.#invoke({ compile: source }, { isTotal: true }));

  render = async (requests: RenderRequest[]): Promise<RenderResult[]> => {
    const calls = batches(requests, CALL_LIMITS, (request) =>
      Buffer.byteLength(JSON.stringify(request)),
    );
    return (await Promise.all(calls.map((each) => this.#isolated(each)))).flat();
  };

  /** A mail that ends the function or times it out costs its batch a second call. */
  readonly #isolated: Renderer["render"] = isolateMails(
    (requests) => this.#renderAll(requests),
    systemClock,
  );

  /** A response may hold only the first results, but at least one, which bounds the calls. */
  #renderAll = async (requests: RenderRequest[]): Promise<RenderResult[]> => {
    const results: RenderResult[] = [];
    while (results.length < requests.length) {
      const answer = await this.#invoke<RenderAnswer>({ render: requests.slice(results.length) });
      if (answer.length === 0) throw new Unavailable("render answered nothing");
      results.push(...unpackResults(answer));
    }
    return results;
  };

  async #invoke<T>(call: RenderCall, { isTotal = false } = {}): Promise<T> {
    const { headers, text } = await this.#call({
      service: "lambda",
      path: this.#path,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(call),
      timeoutMs: CALL_MS,
      isTotal,
    });
    const fault = headers["x-amz-function-error"];
    if (fault !== undefined || text === "") {
      const said = text.slice(0, 300);
      if (ENDED.test(said)) throw new RendererEnded(`it ended the renderer: ${said}`);
      // The error message may contain template data, and error messages are logged.
      const [, type = ""] = /"errorType"\s*:\s*"([\w.]+)"/.exec(text) ?? [];
      throw new Unavailable(`render failed: ${fault} ${type}`);
    }
    return JSON.parse(text) as T;
  }
}
