import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeConsole } from "./support/console.ts";

const LONG = "x".repeat(200);
const NAME = "w".repeat(64);

/** How far the page can be scrolled sideways. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const { documentElement: root } = (
      globalThis as unknown as {
        document: { documentElement: { scrollWidth: number; clientWidth: number } };
      }
    ).document;
    return root.scrollWidth - root.clientWidth;
  });

describeConsole("addresses", (shown) => {
  let page: Page;
  beforeAll(async () => {
    page = await shown.open("/");
    const email = `${"e".repeat(60)}@example.com`;
    await shown.call("PUT", `/v1/contacts/${LONG}`, { email });
    await shown.call("PUT", "/v1/contacts/ada.js", { email: "ada@example.com" });
    const condition = { subscribed: true };
    await shown.call("PUT", `/v1/segments/${NAME}`, { name: "S".repeat(100), condition });
    await shown.call("PUT", `/v1/templates/${NAME}`, {
      subject: "T".repeat(200),
      html: "<p>T</p>",
    });
    const steps = { a: { kind: "exit" } };
    const definition = { name: "Q".repeat(100), enter: [{ api: true }], start: "a", steps };
    await shown.call("PUT", `/v1/sequences/${NAME}`, definition);
  });

  test("an address with values that are none shows its page without them", async () => {
    for (const [address, heading] of [
      ["/operations?tab=foo", "Operations"],
      ['/operations?tab={"a":1}', "Operations"],
      ["/operations?tab=__proto__&peek=[1]", "Operations"],
      ['/operations?tab={"toString":1}', "Operations"],
      ['/messages?peek={"a":1}&state={"toString":1}&from={"a":1}', "Messages"],
      ['/contacts?q={"a":1}&segment=[1]&suppressed={"valueOf":1}&peek={}', "Contacts"],
      ["/contacts/ada.js?kind=constructor&mail=[1]", "ada@example.com"],
      ['/sequences?q={"a":1}&state={"toString":1}', "Sequences"],
      ["/sequences/welcome?view=toString&step=constructor&from=1e308&to={}", "Welcome"],
      ['/templates?q={"a":1}', "Templates"],
      ['/mailbox?to={"a":1}&peek={"a":1}', "Mailbox"],
    ] as const) {
      await page.goto(shown.url + address);
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
      await page.locator("[aria-busy=true], .mantine-Skeleton-root").waitFor({ state: "detached" });
      expect([address, await page.getByRole("alert").count()]).toEqual([address, 0]);
      expect(await page.getByRole("complementary", { name: "constructor" }).count()).toBe(0);
    }
    expect(shown.complaints).toEqual([]);
  });

  test("a contact whose id ends like a file has a page of its own", async () => {
    const answer = await page.goto(`${shown.url}/contacts/ada.js`);
    expect(answer!.headers()["content-type"]).toContain("text/html");
    await page.getByRole("heading", { level: 1, name: "ada@example.com" }).waitFor();
  });

  test("long names do not make a page scroll sideways", async () => {
    for (const width of [375, 1360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const [address, heading] of [
        [`/contacts/${LONG}`, "eeee"],
        [`/segments/${NAME}`, "SSSS"],
        [`/templates/${NAME}`, "wwww"],
        [`/sequences/${NAME}`, "QQQQ"],
      ] as const) {
        await page.goto(shown.url + address);
        const title = page.getByRole("heading", { level: 1, name: heading });
        await title.waitFor();
        // What stands below the title comes with it, except of contacts: their id.
        if (heading === "eeee") await page.getByText(LONG, { exact: true }).first().waitFor();
        expect([address, width, await sideways(page)]).toEqual([address, width, 0]);
      }
    }
  });
});
