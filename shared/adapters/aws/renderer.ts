import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { Unavailable } from "#shared/kernel/errors.ts";
import type {
  CompileResult,
  Renderer,
  RenderRequest,
  RenderResult,
  TemplateSource,
} from "#shared/ports/renderer.ts";
import { batches } from "./batches.ts";
import { meaningOf } from "./call-errors.ts";
import { type RenderAnswer, type RenderCall, unpackResults } from "./render-wire.ts";

/** Lambda takes 6 MB a call. A request may be larger than this by itself, and then goes alone. */
const CALL_LIMITS = { count: 10, bytes: 3_000_000 };

/** The `Renderer` port: the `render` function, which runs others' templates apart from everything. */
export class LambdaRenderer implements Renderer {
  readonly #client: LambdaClient;
  readonly #functionName: string;

  constructor(client: LambdaClient, functionName: string) {
    this.#client = client;
    this.#functionName = functionName;
  }

  compile = (source: TemplateSource): Promise<CompileResult> => this.#invoke({ compile: source });

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
      const answer = await this.#invoke<RenderAnswer>({ render: requests.slice(results.length) });
      if (answer.length === 0) throw new Unavailable("render answered nothing");
      results.push(...unpackResults(answer));
    }
    return results;
  };

  async #invoke<T>(call: RenderCall): Promise<T> {
    const command = new InvokeCommand({
      FunctionName: this.#functionName,
      Payload: Buffer.from(JSON.stringify(call)),
    });
    const answer = await this.#client.send(command).catch((error) => {
      throw meaningOf("Lambda", error);
    });
    const text = Buffer.from(answer.Payload ?? []).toString("utf8");
    if (answer.FunctionError || text === "") {
      throw new Unavailable(`render failed: ${answer.FunctionError} ${text.slice(0, 300)}`);
    }
    return JSON.parse(text) as T;
  }
}
