import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../machine/commands.ts";
import type { MiniStack } from "../machine/ministack.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const CDK = join(ROOT, "node_modules", ".bin", "cdk");
const STACK = "Dripstack";

// biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
export type Answer = { status: number; body: any; next?: string | undefined };

/** What the commands of docs/deploy.md put up on the emulator. */
export class Installation {
  readonly #emulator: MiniStack;
  outputs: Record<string, string> = {};
  key = "";
  #aheadMs = 0;

  constructor(emulator: MiniStack) {
    this.#emulator = emulator;
  }

  /**
   * `npx cdk bootstrap`, in a separate folder: it must not read the context values of the
   * developer's checkout.
   */
  async bootstrap(): Promise<void> {
    const settings = JSON.parse(await readFile(join(ROOT, "cdk.json"), "utf8"));
    settings.app = settings.app.replaceAll("infra/", `${join(ROOT, "infra")}/`);
    await writeFile(join(this.#emulator.folder, "cdk.json"), JSON.stringify(settings));
    await this.#cdk("bootstrap");
  }

  /** `npx cdk deploy --all`, with the answers that a terminal would be asked for. */
  async deploy(context: Record<string, string> = {}): Promise<void> {
    const file = join(this.#emulator.folder, "outputs.json");
    const unasked = ["--require-approval", "never", "--outputs-file", file];
    const values = Object.entries(context).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    await this.#cdk("deploy", "--all", ...unasked, ...values);
    this.outputs = JSON.parse(await readFile(file, "utf8"))[STACK];
  }

  /** The first key, made with the command of docs/deploy.md; `call` uses it from now on. */
  async makeKey(): Promise<void> {
    const args = ["dripstack", "keys", "create", "--stack", STACK, "--json"];
    this.key = JSON.parse(await this.#run("npx", args)).key;
  }

  /** Calls the API with the key that was created. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.fetch(path, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${this.key}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const next = response.headers.get("x-next") ?? undefined;
    return { status: response.status, body: isJson ? JSON.parse(text) : text, next };
  }

  /**
   * Asks for a path or for an address of ours as it stands in a mail: not every machine resolves
   * its host.
   */
  fetch(pathOrUrl: string, init: RequestInit = {}): Promise<Response> {
    const { pathname, search } = new URL(pathOrUrl, this.outputs.Url);
    return fetch(`${this.apiUrl}${pathname}${search}`, { redirect: "manual", ...init });
  }

  /** Moves the functions' clock ahead; queues and the minute's rule stay in real time. */
  async advance(ms: number): Promise<void> {
    this.#aheadMs += ms;
    await writeFile(join(this.#emulator.folder, "clock"), String(this.#aheadMs));
  }

  now = (): number => Date.now() + this.#aheadMs;

  /** Where the emulator answers for the API. */
  get apiUrl(): string {
    const [api] = new URL(this.outputs.Url!).hostname.split(".");
    return `${this.#emulator.url}/_aws/execute-api/${api}/$default`;
  }

  /** What docs/deploy.md says for taking it down; the tables stay. */
  destroy = () => this.#cdk("destroy", "--all", "--force");

  /**
   * What the command line's doctor found; it asks this machine's address, for the one of the stack
   * may not resolve here.
   * @throws Error when there is something to fix
   */
  async doctor(): Promise<{ name: string; verdict: string }[]> {
    const asked = ["--stack", STACK, "--url", this.apiUrl, "--key", this.key, "--json"];
    return JSON.parse(await this.#run("npx", ["dripstack", "doctor", ...asked])).checks;
  }

  /** The link of the command line that signs a browser in. */
  async signInLink(): Promise<string> {
    const asked = ["dripstack", "console", "--url", this.apiUrl, "--key", this.key, "--json"];
    return JSON.parse(await this.#run("npx", asked)).url;
  }

  #cdk = (...args: string[]) => this.#run(CDK, args, this.#emulator.folder);

  #run(file: string, args: string[], cwd = ROOT): Promise<string> {
    const env = { ...process.env, ...this.#emulator.env, CDK_DISABLE_CLI_TELEMETRY: "true" };
    return run(file, args, { env, cwd });
  }
}
