import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds on the page (WCAG 2.0 to 2.2, A and AA, and best practice), in light and dark. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await page.evaluate(AXE);
    const results = await page.evaluate(async (tags) => {
      const { axe } = globalThis as unknown as {
        axe: { run: (what: object, options: object) => Promise<{ violations: Violation[] }> };
      };
      // A mail in its frame is its sender's.
      const what = { exclude: [["iframe"]] };
      return (await axe.run(what, { runOnly: tags, iframes: false })).violations;
    }, TAGS);
    for (const { id, nodes } of results) {
      for (const { html, failureSummary } of nodes.slice(0, 3)) {
        found.push(`${colorScheme} ${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}
