import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { TABS } from "../../web/src/pages/operations/tabs.ts";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";
import { pressAll } from "./support/press-all.ts";

const VIEWS = ["?step=hello", "?view=code", "?view=versions", "?view=simulate", "?view=backtest"];
const PAGES = [
  ...["/mailbox", "/messages", "/templates", "/templates/welcome-hello", "/segments"],
  ...["/contacts", "/contacts/ada", "/contacts?peek=ada"],
  ...["/segments/pro", "/segments/_new", "/sequences", "/sequences/welcome"],
  ...VIEWS.map((view) => `/sequences/welcome${view}`),
  ...TABS.map((part) => `/operations?tab=${part}`),
  ...["/operations?tab=sources&peek=shop", "/"],
];

describeConsole("a key that may only read", (shown) => {
  let page: Page;
  const refused: string[] = [];
  beforeAll(async () => {
    await shown.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
    await shown.call("POST", "/v1/events", { events: [{ contactId: "ada", name: "signed_up" }] });
    const pro = { name: "Pro", condition: { attribute: "plan", is: "pro" } };
    await shown.call("PUT", "/v1/segments/pro", pro);
    await shown.call("POST", "/v1/sources", { id: "shop" });
    await shown.call("POST", "/v1/sources/shop/rotate");
    const { key } = await shown.call("POST", "/v1/keys", { name: "reader", scopes: ["read"] });
    page = await shown.open("/", { key });
    page.on("response", (response) => {
      const asked = `${response.request().method()} ${new URL(response.url()).pathname}`;
      if (response.status() === 403) refused.push(asked);
    });
    await page.getByRole("heading", { level: 1 }).waitFor();
  }, 120_000);

  test("no page offers a change that would be refused, by a button or a command", async () => {
    const seen: string[] = [];
    for (const address of PAGES) {
      const [path] = address.split("?");
      if (new URL(page.url()).pathname !== path) {
        await page.goto(shown.url + address);
        await page.getByRole("heading", { level: 1 }).waitFor();
      }
      seen.push(...(await pressAll(page, address)));
      expect({ address, refused }).toEqual({ address, refused: [] });
    }
    // What reads is offered: the presses reached it.
    expect(seen).toEqual(expect.arrayContaining(["Simulate", "Show as table", "Start", "Phone"]));
  });

  test("a page that changes things elsewhere says why it does not here", async () => {
    for (const address of ["sequences/welcome", "templates/welcome-hello", "segments/pro"]) {
      await page.goto(`${shown.url}/${address}`);
      await page.getByText("Read only: changes take a key").waitFor();
    }
    expect(await violations(page)).toEqual([]);
    expect(shown.complaints).toEqual([]);
  });
});
