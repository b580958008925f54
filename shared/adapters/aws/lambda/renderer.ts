import { systemClock } from "#shared/adapters/node/clock.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { isolateMails } from "#shared/ports/isolate-mails.ts";
import { isolateSource } from "#shared/ports/isolate-source.ts";
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

/** Lambda takes 6 MB a call. A request may be larger than this by itself, and then goes alone. */
const CALL_LIMITS = { count: 10, bytes: 3_000_000 };
/**
 * Longer than the `render` function may take to start and to run: what hangs is for Lambda to tell.
 */
const CALL_MS = 25_000;

/** What Lambda says of a function's process that ended during a call, or whose time was over. */
const ENDED = /"(Runtime\.ExitError|Runtime\.OutOfMemory|Sandbox\.Timedout)"|Task timed out/;

/** The `Renderer` port: the `render` function, which runs others' templates apart from everything. */
export class LambdaRenderer implements Renderer {
  readonly #call: CallService;
  readonly #path: string;

  constructor(call: CallService, functionName: string) {
    this.#call = call;
    this.#path = `/2015-03-31/functions/${functionName}/invocations`;
  }

  /** All tries end before the API's own call does, whose caller is to learn what is wrong. */
  compile = (source: TemplateSource): Promise<CompileResult> =>
    isolateSource(this.#invoke({ compile: source }, { inAll: true }));

  render = async (requests: RenderRequest[]): Promise<RenderResult[]> => {
    const calls = batches(requests, CALL_LIMITS, (request) =>
      Buffer.byteLength(JSON.stringify(request)),
    );
    return (await Promise.all(calls.map((each) => this.#isolated(each)))).flat();
  };

  /**
   * A function that a mail ends, or keeps until its time is over, costs the others of its batch a
   * second call.
   */
  readonly #isolated: Renderer["render"] = isolateMails(
    (requests) => this.#renderAll(requests),
    systemClock,
  );

  /** An answer may hold the first results only; each holds one at least, which bounds the asking. */
  #renderAll = async (requests: RenderRequest[]): Promise<RenderResult[]> => {
    const results: RenderResult[] = [];
    while (results.length < requests.length) {
      const answer = await this.#invoke<RenderAnswer>({ render: requests.slice(results.length) });
      if (answer.length === 0) throw new Unavailable("render answered nothing");
      results.push(...unpackResults(answer));
    }
    return results;
  };

  async #invoke<T>(call: RenderCall, { inAll = false } = {}): Promise<T> {
    const { headers, text } = await this.#call({
      service: "lambda",
      path: this.#path,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(call),
      timeoutMs: CALL_MS,
      inAll,
    });
    const fault = headers["x-amz-function-error"];
    if (fault !== undefined || text === "") {
      const said = text.slice(0, 300);
      if (ENDED.test(said)) throw new RendererEnded(`it ended the renderer: ${said}`);
      // What it says of it may repeat a template or its data, and messages of errors are logged.
      const [, type = ""] = /"errorType"\s*:\s*"([\w.]+)"/.exec(text) ?? [];
      throw new Unavailable(`render failed: ${fault} ${type}`);
    }
    return JSON.parse(text) as T;
  }
}
