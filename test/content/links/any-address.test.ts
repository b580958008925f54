import fc from "fast-check";
import { expect, test } from "vitest";
import { parseWebUrl } from "#shared/content/link-tokens/index.ts";
import { classifyLink } from "#shared/content/links/classify-link.ts";
import { FollowedLinks } from "#shared/content/links/followed-links.ts";
import { addressTail, anyAddress } from "#test/audience/addresses/arbitrary-address.ts";
import { compiled, LAW, requestFor } from "../content.ts";
import { link, urls } from "./links.ts";

test("whatever data holds, a mail shows a tracked address, a harmless one or none, and keeps allowed ones alone", async () => {
  const template = await compiled({ html: link("https://shop.example/") + LAW });
  const linkHosts = ["*.shop.example"];
  const outcomes = new Map<string, number>();
  const count = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(anyAddress, fc.boolean(), (written, track) => {
      const followed = new FollowedLinks(requestFor(template, { linkUrls: urls(9), linkHosts }));
      const shown = followed.follow(written, { label: "x", track });
      const kept = Object.values(followed.targets);
      if (shown.startsWith("https://t.example/")) {
        count("tracked");
        expect(track).toBe(true);
        // Data may end in spaces that a URL does not allow, such as U+00A0.
        expect(kept).toEqual([new URL(written.trim()).href]);
        expect(new URL(kept[0]!).host).toMatch(/^(.+\.)?shop\.example$/);
        return;
      }
      expect(kept).toEqual([]);
      if (shown === "") return void count("dropped");
      const url = new URL(shown);
      expect([url.href, url.username, url.password]).toEqual([shown, "", ""]);
      expect(url.protocol).toMatch(/^(https?|mailto|tel|sms):$/);
      count("plain");
    }),
    { numRuns: 2_000 },
  );
  for (const what of ["tracked", "dropped", "plain"])
    expect(outcomes.get(what)).toBeGreaterThan(20);
});

test("the host that a fixed beginning decides is the host, whatever data follows", () => {
  let decided = 0;
  fc.assert(
    fc.property(anyAddress, addressTail, (before, after) => {
      const href = `${before.replaceAll(/[{}]/g, "")}{{ x }}`;
      let classified: ReturnType<typeof classifyLink>;
      try {
        classified = classifyLink(href, new Set(), "/html");
      } catch {
        return;
      }
      if (classified.kind !== "dynamic" || classified.host === undefined) return;
      decided += 1;
      const url = parseWebUrl(classified.liquid.replace("{{ x }}", after));
      if (url) expect(url.host).toBe(classified.host);
    }),
    { numRuns: 2_000 },
  );
  expect(decided).toBeGreaterThan(100);
});
