import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const many = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

describeConsole("lists that are cut", (shown) => {
  let page: Page;
  const answerWith = (path: RegExp, items: object[], cursor: string | null = null) =>
    page.route(path, (route) => route.fulfill({ json: { items, cursor } }));
  const contacts = (count: number) =>
    many(count, (at) => ({ id: `c${at}`, email: `c${at}@example.com`, attributes: {} }));

  beforeAll(async () => {
    const { draft } = await shown.call("GET", "/v1/sequences/welcome");
    for (const id of ["a", "b", "c", "d", "e"]) {
      await shown.call("PUT", `/v1/sequences/${id}`, { ...draft, name: id });
      await shown.call("POST", `/v1/sequences/${id}/publish`, {});
    }
    const event = { contactId: "ada", email: "ada@example.com", name: "signed_up" };
    await shown.call("POST", "/v1/events", { events: [event] });
    page = await shown.open("/operations");
  }, 60_000);

  test("a forecast names the sequences it leaves out, and leads to them", async () => {
    await page.route(/\/explain\?/, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { next: { timeline: object[] } };
      const { timeline } = body.next;
      const next = { ...body.next, timeline: many(9, () => timeline).flat() };
      await route.fulfill({ response: answer, json: { ...body, next } });
    });
    await page.goto(`${shown.url}/contacts/ada`);
    const timeline = page.getByRole("region", { name: "Timeline" });
    const next = timeline.getByRole("list", { name: /^What comes next/ });
    await timeline.getByText("Also inside, not forecast here").waitFor({ timeout: 60_000 });
    const later = timeline.getByRole("button", { name: /^Later: \d+ more$/ });
    await later.waitFor();
    expect(await next.getByRole("listitem").count()).toBe(40);
    expect(await violations(page)).toEqual([]);
    await later.press("Enter");
    await later.waitFor({ state: "detached" });
    expect(await next.getByRole("listitem").count()).toBeGreaterThan(40);
    const other = timeline.locator("p").getByRole("button");
    const name = await other.textContent();
    await other.press("Enter");
    await page.waitForURL(new RegExp(`sequence=${name}`));
    await next.getByRole("listitem").first().waitFor();
    await timeline.getByText("Also inside").waitFor({ state: "detached" });
  });

  test("dead letters beyond those that the API tells", async () => {
    const sentAt = "2026-01-01T00:00:00Z";
    const letter = { queue: "work", redriven: 0, sentAt, error: null, failedAt: null };
    const letters = many(100, (at) => ({ ...letter, id: `l${at}` }));
    await answerWith(/\/v1\/dead-letters\?/, letters);
    await page.goto(`${shown.url}/operations?tab=failures`);
    await page.getByText("Shown are the oldest 100").waitFor();
    await page.unroute(/\/v1\/dead-letters\?/);
    await answerWith(/\/v1\/dead-letters\?/, letters.slice(1));
    await page.reload();
    await page.getByText("Each is put back by itself").waitFor();
    expect(await page.getByText("Shown are the oldest").count()).toBe(0);
  });

  test("names beyond those that are offered are typed", async () => {
    const asked: string[] = [];
    await page.route(/\/v1\/names\?/, async (route) => {
      const query = new URL(route.request().url()).searchParams;
      if (query.get("of") !== "sequences") return route.fallback();
      asked.push(query.get("cursor") ?? "");
      const items = many(100, (at) => ({ id: `s${asked.length}-${at}`, name: "One" }));
      return route.fulfill({ json: { items, cursor: `after${asked.length}` } });
    });
    await page.goto(`${shown.url}/messages`);
    const field = page.getByLabel("Sequence");
    await page.getByText("There are more: type on").waitFor();
    expect(asked).toEqual(["", "after1", "after2", "after3", "after4"]);
    expect(await violations(page)).toEqual([]);
    await field.fill("beyond");
    await field.press("Enter");
    await page.waitForURL(/sequence=beyond/);
  });

  test.each([
    [6, 0],
    [7, 1],
  ])("of %i contacts that a simulation finds", async (count, told) => {
    await page.unroute(/\/v1\/contacts\?/);
    await answerWith(/\/v1\/contacts\?/, contacts(count));
    await page.goto(`${shown.url}/sequences/welcome?view=simulate`);
    await page.getByRole("button", { name: "A real one" }).click();
    await page.getByRole("button", { name: "c5@example.com" }).waitFor();
    expect(await page.getByRole("button", { name: "c6@example.com" }).count()).toBe(0);
    expect(await page.getByText("There are more: type on").count()).toBe(told);
  });

  test.each([
    [20, 0],
    [21, 1],
  ])("of %i contacts to preview a template with", async (count, told) => {
    await page.unroute(/\/v1\/contacts\?/);
    await answerWith(/\/v1\/contacts\?/, contacts(count));
    await page.goto(`${shown.url}/templates/welcome-hello`);
    await page.getByRole("button", { name: "A contact" }).click();
    await page.getByRole("combobox", { name: "Find a contact by address or id" }).click();
    await page.getByRole("option", { name: "c19@example.com" }).waitFor();
    expect(await page.getByRole("option", { name: "c20@example.com" }).count()).toBe(0);
    expect(await page.getByRole("option", { name: "There are more: type on" }).count()).toBe(told);
    expect(shown.complaints).toEqual([]);
  });
});
