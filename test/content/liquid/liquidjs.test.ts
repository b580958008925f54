import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "#test/support/long.ts";
import { anyData, anyTemplate } from "../arbitrary-liquid.ts";
import { byLiquidjs, byUs, type Kind, type Outcome } from "../ways-to-render.ts";

/** What random templates have found. */
const FOUND: [string, Record<string, unknown>, Kind][] = [
  ["{{ contact | json: contact }}", { contact: { toString: {} } }, "text"],
  ["{{ 'a' | sort_natural | inspect: 2.0 }}", {}, "text"],
  ["{{ (n..2) }}", { n: 1e21 }, "text"],
  ...["toString", "valueOf", "toJSON", "constructor", "size", "toLiquid"].map(
    (name): [string, Record<string, unknown>, Kind] => [
      `{% assign n = 2.0 %}{{ n.${name} }}{{ n['${name}'] | upcase }}`,
      {},
      "text",
    ],
  ),
];

test("anything is rendered as liquidjs renders it", () => {
  let texts = 0;
  fc.assert(
    fc.property(
      anyTemplate,
      anyData,
      fc.constantFrom<Kind>("text", "html"),
      (source, data, kind) => {
        const before = structuredClone(data);
        const ours = byUs(kind, source, data);
        expect(data).toEqual(before);
        const theirs = byLiquidjs(kind, source, data);
        // What fails for all data is refused on save, also in a branch that this data does not
        // take.
        if (!("refused" in ours)) expect(ours).toEqual(theirs);
        if ("text" in ours) texts += 1;
      },
    ),
    { numRuns: runs(1_000), examples: FOUND },
  );
  expect(texts).toBeGreaterThan(runs(500));
});

type Case = {
  name: string;
  template: string;
  data?: object;
  templates?: Record<string, string>;
  result?: string;
  results?: string[];
  invalid?: true;
};

const golden: Case[] = JSON.parse(
  readFileSync("test/fixtures/golden-liquid/golden-liquid.json", "utf8"),
).tests;

const SHOPIFYS = "arithmetic is Shopify's";

/** How we differ from liquidjs, by what the template has, and where. */
const DIFFERENCES = {
  "a template includes no other": /\{%-?\s*(include|render)\b/,
  "an unknown filter is refused": /base64_url_safe/,
  "what escapes is the part, not a filter": /escape|newline_to_br/,
  [SHOPIFYS]: /abs|at_least|at_most|ceil|divided_by|floor|minus|modulo|plus|round|sum|times/,
  "default takes one value": /default: 'foo', 'bar', 'baz'/,
};

/** But for the nought of a decimal without a fraction. */
const isShopifys = ({ result = "", invalid }: Case, ours: Outcome) =>
  "text" in ours ? ours.text === result.replace(/\.0$/, "") : invalid === true;

function compare(kind: Kind, one: Case): string {
  const { template, data = {}, templates } = one;
  const ours = byUs(kind, template, data);
  const theirs = byLiquidjs(kind, template, data, templates);
  if ("failed" in ours && ours.failed === "divided by 0") return "a division by nothing is none";
  if ("failed" in ours) return `fails only when it is rendered: ${ours.failed}`;
  if ("text" in ours && "text" in theirs && ours.text === theirs.text) return "as liquidjs";
  if ("refused" in ours && !("text" in theirs)) return "refused where liquidjs fails";
  const difference = Object.entries(DIFFERENCES).find(([, pattern]) => pattern.test(template));
  if (difference?.[0] === SHOPIFYS && !isShopifys(one, ours)) return `not Shopify's: ${template}`;
  return difference?.[0] ?? `differs: ${JSON.stringify({ template, ours, theirs })}`;
}

const isGolden = ({ invalid, result, results }: Case, outcome: Outcome) =>
  "text" in outcome
    ? !invalid && (results ?? [result]).includes(outcome.text)
    : invalid === true && "refused" in outcome;

const count = <T>(list: T[], by: (one: T) => string) =>
  Object.fromEntries([...Map.groupBy(list, by)].map(([name, { length }]) => [name, length]));

test("of Golden Liquid's tests each is rendered as liquidjs does, refused on save, or differs as stated", () => {
  expect(golden).toHaveLength(1_054);
  const alike = {
    "as liquidjs": 940,
    "refused where liquidjs fails": 39,
    "a template includes no other": 34,
    "an unknown filter is refused": 10,
    "what escapes is the part, not a filter": 5,
    "default takes one value": 1,
    "arithmetic is Shopify's": 23,
    "a division by nothing is none": 2,
  };
  expect(count(golden, (one) => compare("text", one))).toEqual(alike);
  expect(count(golden, (one) => compare("html", one))).toEqual({
    ...alike,
    // A call of `escape` that escapes nothing is the same in a text, and one escape less in HTML.
    "as liquidjs": 939,
    "what escapes is the part, not a filter": 6,
  });
});

test("of Golden Liquid's tests so many are met", () => {
  const met = golden.filter((one) => isGolden(one, byUs("text", one.template, one.data ?? {})));
  expect(met.length).toBe(801);
});
