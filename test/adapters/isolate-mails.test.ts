import { expect, test } from "vitest";
import { isolateMails } from "#shared/adapters/isolation/isolate-mails.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { RendererEnded, type RenderRequest } from "#shared/ports/renderer.ts";
import { requestFor } from "#test/content/content.ts";
import { TestClock } from "#test/support/world.ts";

const mail = (hash: string, n = 0): RenderRequest =>
  requestFor({ hash, subject: "", html: "", text: "", links: [], variables: [] }, { data: { n } });

/** A renderer that ends at each mail that `ends` says so of. */
function mortal(ends: (request: RenderRequest) => boolean) {
  const clock = new TestClock();
  const calls: string[] = [];
  const render = isolateMails(async (requests, isAlone) => {
    calls.push(`${requests.map(({ template }) => template.hash).join("")}${isAlone ? "!" : ""}`);
    if (requests.some(ends)) throw new RendererEnded("it ended the renderer");
    return requests.map(() => ({
      ok: true,
      mail: { subject: "s", raw: new Uint8Array(), dynamicLinks: {} },
    }));
  }, clock);
  const oks = async (mails: RenderRequest[]) => {
    calls.length = 0;
    return (await render(mails)).map(({ ok }) => ok);
  };
  return { oks, render, calls, clock };
}

test("a batch that comes back is one call, and an empty one is, too", async () => {
  const { oks, calls } = mortal(() => false);
  expect(await oks([mail("a"), mail("b"), mail("a")])).toEqual([true, true, true]);
  expect(calls).toEqual(["aba"]);
  expect(await oks([])).toEqual([]);
  expect(calls).toEqual([""]);
});

test("one that does not is rendered mail by mail, and then without the templates that ended it", async () => {
  const { oks, calls, clock } = mortal(({ template }) => template.hash === "b");
  expect(await oks([mail("a"), mail("b"), mail("c")])).toEqual([true, false, true]);
  expect(calls).toEqual(["abc", "a!", "b!", "c!"]);
  expect(await oks([mail("b"), mail("a"), mail("c")])).toEqual([false, true, true]);
  expect(calls).toEqual(["ac", "b!"]);
  clock.advance(3 * HOUR_MS);
  await oks([mail("a"), mail("b")]);
  expect(calls[0]).toBe("ab");
});

test("of a template whose mails all end it three are tried, and then one a minute", async () => {
  const { oks, calls, clock } = mortal(({ template }) => template.hash === "b");
  const all = Array.from({ length: 50 }, (_, n) => mail("b", n));
  expect(await oks(all)).toEqual(all.map(() => false));
  expect(calls.slice(1)).toEqual(["b!", "b!", "b!"]);
  await oks(all);
  expect(calls).toEqual([]);
  clock.advance(MINUTE_MS);
  await oks(all);
  expect(calls).toEqual(["b!"]);
});

test("a template that only some data let end it goes on with the others", async () => {
  const { oks, calls } = mortal(({ data }) => data.n === 7 || data.n === 8);
  const all = Array.from({ length: 50 }, (_, n) => mail("b", n));
  const expected = all.map((_, n) => n !== 7 && n !== 8);
  expect(await oks(all)).toEqual(expected);
  expect(await oks(all)).toEqual(expected);
  expect(calls).toHaveLength(50);
});

test("what is no end of the renderer is the caller's to try again", async () => {
  const render = isolateMails(async () => {
    throw new Error("no answer");
  }, new TestClock());
  await expect(render([mail("a"), mail("b")])).rejects.toThrow("no answer");
});
