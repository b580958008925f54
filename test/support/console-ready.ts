import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const hasChromium = (): boolean => existsSync(CHROMIUM);

/** Pages whose time until they can be used is measured, and what is seen then. */
export const READY = {
  home: { path: "/", sign: "main h1, main figure" },
  sequence: { path: "/sequences/welcome", sign: "main h1, main .react-flow__node" },
} as const;
export type ReadyPage = keyof typeof READY;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"];

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/**
 * From the navigation until a page can be used, in ms as the page's own clock tells: all of its
 * sign is there and nothing loads. With an empty cache, signed in.
 */
export async function readyMs(
  browser: Browser,
  { url, adminKey }: { url: string; adminKey?: string },
  page: ReadyPage,
): Promise<number> {
  const { path, sign } = READY[page];
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  const signedIn = await context.request.post(`${url}/v1/sessions`, { data: { key: adminKey } });
  if (signedIn.status() !== 201) throw new Error(`sign-in: ${signedIn.status()}`);
  const tab = await context.newPage();
  await tab.goto(url + path, { waitUntil: "commit" });
  const signs = sign.split(", ");
  const handle = await tab.waitForFunction((all) => {
    const { document, performance } = globalThis as unknown as {
      document: { querySelector: (selector: string) => unknown };
      performance: { now: () => number };
    };
    const isLoading = document.querySelector("[aria-busy=true], .mantine-Skeleton-root");
    const isThere = all.every((one) => document.querySelector(one));
    return isThere && !isLoading && performance.now();
  }, signs);
  const ms = (await handle.jsonValue()) as number;
  await context.close();
  return ms;
}
