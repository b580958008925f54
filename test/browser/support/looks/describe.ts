import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeConsole } from "../console.ts";
import { startStudio } from "../studio/start.ts";
import type { LOOKS } from "./pages.ts";
import { judge, madeWith, whyNotComparable } from "./stored.ts";
import { takePicture } from "./take.ts";

const WIDE = { width: 1360, height: 860 };
const PHONE = { width: 375, height: 812 };
/** Wide pictures are stored at half their size. */
const MODES = [
  { name: "light", scheme: "light", size: WIDE, scale: 2 },
  { name: "dark", scheme: "dark", size: WIDE, scale: 2 },
  { name: "phone", scheme: "light", size: PHONE, scale: 1 },
] as const;

/** Each page in light, in the dark and on a phone: fits its width, and looks as it did. */
export function describeLooks(subject: string, looks: typeof LOOKS): void {
  describeConsole(
    subject,
    (shown) => {
      let studio: Page;
      let page: Page;
      let reason: string | undefined;
      beforeAll(async () => {
        studio = await shown.browser.newPage();
        page = await shown.open("/", { timezoneId: "Europe/Berlin" });
        await page.clock.setFixedTime((await shown.call("GET", "/v1/meta")).now);
        reason = whyNotComparable(await madeWith(shown.browser, studio));
        if (reason) process.stderr.write(`SKIPPED, pictures of ${subject}: ${reason}\n`);
      });

      test.each(Object.entries(looks))("%s", async (name, { path, act }) => {
        const faults: (string | undefined)[] = [];
        for (const mode of MODES) {
          await page.emulateMedia({ colorScheme: mode.scheme, reducedMotion: "reduce" });
          await page.setViewportSize(mode.size);
          // From anew: what was opened wide is another thing on a phone.
          if (mode.name !== "dark") {
            await page.goto(shown.url + path);
            await isQuiet(page);
            await act?.(page);
          }
          await isQuiet(page);
          await page.locator(`html[data-mantine-color-scheme=${mode.scheme}]`).waitFor();
          await renameIds(page);
          const where = `${name}.${mode.name}`;
          faults.push(...(await cutHeads(page)).map((text) => `${where}, cut off: ${text}`));
          if (!reason) faults.push(judge(where, await takePicture(page, studio, mode.scale)));
        }
        expect(faults.filter(Boolean)).toEqual([]);
      });
    },
    startStudio,
  );
}

/** All has come: no skeleton stands in for it. The stream of changes keeps the network busy. */
async function isQuiet(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  const loading = page.locator("[aria-busy=true], .mantine-Skeleton-root");
  await expect.poll(() => loading.count(), { timeout: 15_000 }).toBe(0);
}

/** Ids that are made by chance are as long as they like: all become the same. */
const renameIds = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { document, NodeFilter } = globalThis as unknown as DomGlobals;
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      node.data = node.data.replace(/(mailbox-)?c_[\w-]{20,}/g, "$1c_made-by-chance");
  });

/** Heads of columns that do not fit theirs, and a page that is wider than its window. */
const cutHeads = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { document, innerWidth } = globalThis as unknown as DomGlobals;
    const cut = [...document.querySelectorAll("main th")].filter(
      ({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1,
    );
    const isWide = document.documentElement.scrollWidth > innerWidth;
    return [...cut.map((one) => one.textContent ?? ""), ...(isWide ? ["the page itself"] : [])];
  });

/** Of the browser's globals what this uses; the tests are typed without the DOM. */
type Box = {
  clientWidth: number;
  scrollWidth: number;
  textContent: string | null;
};
type DomGlobals = {
  document: {
    querySelectorAll: (selector: string) => Iterable<Box>;
    documentElement: Box;
    createTreeWalker: (root: Box, what: number) => { nextNode: () => { data: string } | null };
  };
  NodeFilter: { SHOW_TEXT: number };
  innerWidth: number;
};
