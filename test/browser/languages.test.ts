import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeConsole } from "./support/console.ts";
import { cutTexts, foreignTexts } from "./support/page-texts.ts";

const PARTS = [
  ...["overview", "failures", "jobs", "activity"],
  ...["settings", "keys", "sources", "suppressions", "secrets"],
];
/** Names in the test's own data, those of our product, and the endonyms of languages. */
const KNOWN = [
  ...["ada@example.com", "welcome-hello", "welcome", "Welcome!", "Welcome", "first"],
  ...["Dripstack", "English", "Deutsch", "message.clicked", "signed_up", "plan", "pro"],
  // Steps of the sample.
  ...["hello", "day", "click", "nudge"],
];
const WIDTHS = [1_360, 375];

describeConsole("the languages of the console", (shown) => {
  let addresses: string[];
  beforeAll(async () => {
    const event = { email: "ada@example.com", name: "signed_up" };
    await shown.call("POST", "/v1/events", { events: [event] });
    await shown.call("POST", "/v1/segments/count", { condition: { attribute: "plan", is: "pro" } });
    const page = await shown.open("/");
    const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
    await links.last().waitFor();
    const hrefs = await links.evaluateAll((all) =>
      all.map((one) => (one as unknown as { pathname: string }).pathname),
    );
    addresses = [
      ...new Set(hrefs),
      "/sequences/welcome",
      ...PARTS.map((part) => `/operations?tab=${part}`),
    ];
  });
  const visit = async (page: Page, address: string) => {
    await page.goto(shown.url + address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const loading = page.locator("[aria-busy=true], .mantine-Skeleton-root");
    await expect.poll(() => loading.count(), { timeout: 10_000 }).toBe(0);
  };
  const inLanguage = async (language: string) => {
    const page = await shown.open("/");
    await page.evaluate((name) => {
      const { localStorage } = globalThis as unknown as {
        localStorage: { setItem: (key: string, value: string) => void };
      };
      localStorage.setItem("dripstack.language", name);
    }, language);
    return page;
  };
  const isTooWide = async (page: Page, width: number) =>
    (await page.evaluate<number>("document.documentElement.scrollWidth")) > width;

  /** At both widths, then from right to left. */
  const faultsOf = async (page: Page, address: string) => {
    const faults: string[] = [];
    await visit(page, address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 860 });
      const where = `${address} at ${width}`;
      for (const text of await foreignTexts(page, KNOWN))
        faults.push(`${where}, from the code: ${text}`);
      for (const text of await cutTexts(page)) faults.push(`${where}, cut off: ${text}`);
      if (await isTooWide(page, width)) faults.push(`${where}: scrolls sideways`);
      await page.evaluate('document.documentElement.dir = "rtl"');
      if (await isTooWide(page, width))
        faults.push(`${where}, from right to left: scrolls sideways`);
      await page.evaluate('document.documentElement.dir = "ltr"');
    }
    return faults;
  };
  const allFaults = async (language: string, some: string[]) => {
    const page = await inLanguage(language);
    const faults: string[] = [];
    for (const address of some) faults.push(...(await faultsOf(page, address)));
    return faults;
  };

  test("every text of the pages is the catalogues', and none is cut off when a third longer", async () => {
    const pages = addresses.filter((address) => !address.startsWith("/operations?"));
    expect(await allFaults("pseudo", pages)).toEqual([]);
  });

  test("nor are those of Operations", async () => {
    const parts = addresses.filter((address) => address.startsWith("/operations?"));
    expect(await allFaults("pseudo", parts)).toEqual([]);
  });

  test("a page that is opened in German first has all its parts", async () => {
    for (const address of ["/", "/sequences/welcome", "/contacts"]) {
      const page = await shown.open(address, { locale: "de-DE" });
      await visit(page, address);
      expect(await page.getByText("Dieser Teil fehlt").count()).toBe(0);
    }
    expect(shown.complaints).toEqual([]);
  });

  test("German fits as well", async () => {
    const page = await inLanguage("de");
    await page.setViewportSize({ width: 375, height: 860 });
    const wide: string[] = [];
    for (const address of ["/", "/messages", "/operations", "/operations?tab=settings"]) {
      await visit(page, address);
      if (await isTooWide(page, 375)) wide.push(address);
    }
    expect(wide).toEqual([]);
  });
});
