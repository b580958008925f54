import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { buildConsole } from "#infra/console/build.ts";
import { isStale } from "#infra/console/sources.ts";
import { browsing, CHROMIUM, canBrowse, FLAGS, USER_AGENT } from "#test/support/chromium.ts";
import { Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

/** For what should take a tenth of it; the machine may be loaded. */
const WAIT_MS = 15_000;

type Options = BrowserContextOptions & { isSignedOut?: boolean; key?: string | undefined };

/** The real program with its console, and a real browser before it. */
export class Console {
  program!: Program;
  browser!: Browser;
  /** Errors of pages, and what the policy refused: none may be left. */
  readonly complaints: string[] = [];

  get url(): string {
    return this.program.ready.url;
  }

  /** A tab of its own session, signed in with the admin key or `key` unless `isSignedOut`. */
  async open(
    path = "/",
    { isSignedOut = false, key = this.program.key, ...options }: Options = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({
      userAgent: USER_AGENT,
      locale: "en-GB",
      viewport: { width: 1360, height: 860 },
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(WAIT_MS);
    const page = await context.newPage();
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy|Maximum update depth/.test(message.text()))
        this.complaints.push(message.text());
    });
    if (!isSignedOut) {
      const signedIn = await context.request.post(`${this.url}/v1/sessions`, { data: { key } });
      if (signedIn.status() !== 201) throw new Error(`sign-in: ${signedIn.status()}`);
    }
    await page.goto(this.url + path);
    return page;
  }

  /** A request to the API by the admin key; its answer's body. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
  async call(method: string, path: string, body?: object): Promise<any> {
    const answer = await this.program.call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

const startEmpty = () => Program.start(tempFolder("browser"), { DRIPSTACK_DEV: "1" });

/** Tests of the console; elsewhere than in CI they are skipped by name without Chromium. */
export function describeConsole(
  subject: string,
  tests: (console: Console) => void,
  start: () => Promise<Program> = startEmpty,
): void {
  describe.skipIf(!canBrowse)(browsing(subject), () => {
    const shown = new Console();
    beforeAll(async () => {
      if (isStale()) await buildConsole();
      shown.program = await start();
      shown.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    }, 300_000);
    afterAll(async () => {
      await shown.browser?.close();
      await shown.program?.end("SIGTERM");
    });
    tests(shown);
  });
}
