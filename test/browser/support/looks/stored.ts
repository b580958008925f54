import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { difference, showDifference } from "./compare.ts";
import { decodePng, encodePng, type Picture } from "./png.ts";

const STORED = new URL("../../looks/", import.meta.url);
const MADE_WITH = new URL("made-with.json", STORED);
/** Pictures that differ, for people to look at. */
const FAILED = new URL("../../../../dist/looks/", import.meta.url);
/** The share of pixels that may differ. */
const TOLERANCE = 0.001;

/** `LOOKS=write`: pictures are stored anew, not compared. */
export const isWriting = process.env.LOOKS === "write";

type MadeWith = { chromium: string; fonts: string };

/** What decides how a page is drawn: the browser's major version, and the machine's fonts. */
export async function madeWith(browser: Browser, page: Page): Promise<MadeWith> {
  const fonts = await page.evaluate(() => {
    const { document } = globalThis as unknown as DomGlobals;
    const context = document.createElement("canvas").getContext("2d");
    const widths = ["Inter, ui-sans-serif, sans-serif", "ui-monospace, Menlo, monospace"].map(
      (family) => {
        context.font = `100px ${family}`;
        return context.measureText("Überhöhung 0123 Wg@").width.toFixed(2);
      },
    );
    return widths.join(" ");
  });
  return { chromium: browser.version().split(".")[0]!, fonts };
}

/** Why the stored pictures say nothing here; undefined where they do. */
export function whyNotComparable(here: MadeWith): string | undefined {
  if (isWriting) {
    mkdirSync(STORED, { recursive: true });
    writeFileSync(MADE_WITH, `${JSON.stringify(here, undefined, 2)}\n`);
    return undefined;
  }
  if (!existsSync(MADE_WITH)) return "there are no stored pictures: npm run looks:store";
  const stored: MadeWith = JSON.parse(readFileSync(MADE_WITH, "utf8"));
  if (stored.chromium !== here.chromium)
    return `they are of Chromium ${stored.chromium}, this is ${here.chromium}`;
  return stored.fonts === here.fonts ? undefined : "they are of other fonts";
}

/** Compares with the stored picture of that name, or stores it. Says in words what differs. */
export function judge(name: string, picture: Picture): string | undefined {
  const file = new URL(`${name}.png`, STORED);
  if (isWriting) return void writeFileSync(file, encodePng(picture));
  if (!existsSync(file)) return `${name}: no picture is stored (npm run looks:store)`;
  const stored = decodePng(readFileSync(file));
  const share = difference(stored, picture);
  if (share <= TOLERANCE) return undefined;
  mkdirSync(FAILED, { recursive: true });
  writeFileSync(new URL(`${name}.png`, FAILED), encodePng(picture));
  writeFileSync(
    new URL(`${name}.difference.png`, FAILED),
    encodePng(showDifference(stored, picture)),
  );
  return `${name}: ${(100 * share).toFixed(2)} % of it looks different, see dist/looks/${name}.difference.png`;
}

/** Of the browser's globals what this uses; the tests are typed without the DOM. */
type DomGlobals = {
  document: { createElement: (name: "canvas") => { getContext: (name: "2d") => Context } };
};
type Context = { font: string; measureText: (text: string) => { width: number } };
