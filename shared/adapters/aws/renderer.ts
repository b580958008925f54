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

/** Lambda takes and gives 6 MB a call; a mail may come out somewhat larger than it went in. */
const CALL_LIMITS = { count: 10, bytes: 3_000_000 };

/** What the `render` function is called with. */
export type RenderCall = { compile: TemplateSource } | { render: RenderRequest[] };

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
    const answers = await Promise.all(
      calls.map((render) => this.#invoke<RenderResult[]>({ render })),
    );
    return answers.flat();
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
