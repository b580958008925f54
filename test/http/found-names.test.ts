import { expect, test } from "vitest";
import { makeApi } from "#test/support/api.ts";

const IDS = Array.from({ length: 60 }, (_, n) => `n${String(n).padStart(2, "0")}`);
const wait = { kind: "wait", for: "P1D", next: null };

async function makeMany() {
  const api = await makeApi();
  for (const id of IDS) {
    const name = id === "n55" ? "Needle" : "Hay";
    const steps = { day: wait };
    const made = [
      await api.call("PUT", `/v1/sequences/${id}`, {
        name,
        enter: [{ api: true }],
        start: "day",
        steps,
      }),
      await api.call("PUT", `/v1/templates/${id}`, { subject: name, html: "<p>Hi</p>" }),
      await api.call("PUT", `/v1/segments/${id}`, { name, condition: { subscribed: true } }),
    ];
    expect(made.map(({ status }) => status)).toEqual([200, 200, 200]);
  }
  return async (query: string) => (await api.call("GET", `/v1/names?${query}`)).body;
}

test("what is far down is found, however few are asked for, and pages leave nothing out", async () => {
  const names = await makeMany();
  for (const noun of ["sequences", "templates", "segments"]) {
    const needle = { id: "n55", name: "Needle" };
    expect(await names(`of=${noun}&q=needle&limit=6`)).toEqual({ items: [needle], cursor: null });
    const ids: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await names(`of=${noun}&q=hay&limit=7${cursor && `&cursor=${cursor}`}`);
      ids.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.cursor;
      if (cursor === null) break;
    }
    expect(ids).toEqual(IDS.filter((id) => id !== "n55"));
  }
});
