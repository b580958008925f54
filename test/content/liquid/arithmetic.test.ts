import fc from "fast-check";
import { expect, test } from "vitest";
import { byUs } from "../ways-to-render.ts";

const show = (source: string, data: object = {}) => {
  const outcome = byUs("text", source, data);
  if ("text" in outcome) return outcome.text;
  throw new Error(JSON.stringify(outcome));
};

/** By Shopify's Liquid, but for a decimal without a fraction: there it is 20.0. */
test.each([
  ["19.90 | times: 3", "59.7"],
  ["10.1 | minus: 2.2", "7.9"],
  ["0.1 | plus: 0.2", "0.3"],
  ["'10.1' | minus: '2.2'", "7.9"],
  ["59.7 | divided_by: 3", "19.9"],
  ["10.1 | modulo: 7.0", "3.1"],
  ["1.005 | times: 100 | round", "101"],
  ["1.005 | round: 2", "1.01"],
  ["10 | divided_by: 4", "2"],
  ["-7 | divided_by: 2", "-4"],
  ["'10' | divided_by: '4'", "2"],
  ["10 | divided_by: 4.0", "2.5"],
  ["10.0 | divided_by: 4", "2.5"],
  ["'10.0' | divided_by: 4", "2.5"],
  ["20 | divided_by: 7.0", "2.857142857142857"],
  ["20 | times: 1.0 | divided_by: 7", "2.857142857142857"],
  ["800 | divided_by: 100.0 | divided_by: 3", "2.6666666666666665"],
  ["8.4 | floor | divided_by: 3", "2"],
  ["8.4 | round | divided_by: 3", "2"],
  ["8.0 | round: 1 | divided_by: 3", "2.6666666666666665"],
  ["8 | divided_by: 3, true", "2"],
  ["8.5 | divided_by: 2, true", "4"],
  ["-7 | modulo: 3", "2"],
  ["7 | modulo: -3", "-2"],
  ["7.5 | modulo: 2", "1.5"],
  ["20 | times: 1.0", "20"],
  ["2.5 | round", "3"],
  ["-2.5 | round", "-3"],
  ["1234.5 | round: -2", "1200"],
  ["5.666 | round: 1.2", "5.7"],
  ["4.1 | ceil", "5"],
  ["-4.1 | ceil", "-4"],
  ["-4.1 | floor", "-5"],
  ["-19.9 | abs", "19.9"],
  ["4 | at_least: 4.5", "4.5"],
  ["4 | at_most: 4.5", "4"],
  ["'12 apples' | plus: 1", "13"],
  ["'12.5 apples' | plus: 1", "13"],
  ["' 12.5 ' | plus: 1", "13.5"],
  ["'apples' | plus: 1", "1"],
  ["nil | plus: 1", "1"],
  ["true | plus: 1", "1"],
  ["'1e3' | plus: 1", "2"],
  ["1e3 | plus: 1", "1"],
  ["9007199254740991 | plus: 1", "9007199254740992"],
  ["0.0000001 | times: 0.1", "1e-8"],
])("{{ %s }} is %s", (expression, result) => {
  expect(show(`{{ ${expression} }}`)).toBe(result);
});

test("a decimal without a fraction stays one under a name, though not in a list or text, and is 4 to all else", () => {
  const source = `{% assign four = 8 | divided_by: 2.0 %}{% assign list = four | concat: four %}{% capture said %}{{ four }}{% endcapture %}
{{ four }} {{ four | json }} {{ list | join: "," }} {{ list | sum | divided_by: 3 }} {{ four | divided_by: 3 }} {{ said | divided_by: 3 }}
{% if four == 4 and four > 3.0 and four <= 4.0 %}yes{% endif %} {% for i in (1..four) limit: four %}{{ i }}{% endfor %} {{ "abcdef" | slice: four }}`;
  expect(show(source)).toBe("\n4 4 4,4 2 1.3333333333333333 1\nyes 1234 e");
});

test("a sum is exact, of a list and of a property", () => {
  const items = [{ price: 0.1 }, { price: "0.20" }, { price: null }, {}, { price: "none" }];
  const data = { items, prices: [0.1, 0.2, [0.4], "0.3"] };
  expect(show(`{{ items | sum: "price" }} {{ prices | sum }} {{ gone | sum }}`, data)).toBe(
    "0.3 1 0",
  );
});

test.each(["{{ 10 | divided_by: n }}", "{{ 10 | modulo: n }}", "{{ 10.5 | divided_by: n }}"])(
  "%s stops the mail of a contact without n, instead of printing Infinity",
  (source) => {
    for (const n of [0, "0", null, undefined, "none"]) {
      expect(byUs("text", source, { n })).toEqual({ failed: "divided by 0" });
    }
  },
);

/** As a person would write an amount of hundredths, without noughts at its end. */
const amount = (hundredths: number) => {
  const text = String(Math.abs(hundredths)).padStart(3, "0");
  const fraction = text.slice(-2).replace(/0+$/, "");
  return `${hundredths < 0 ? "-" : ""}${text.slice(0, -2)}${fraction && `.${fraction}`}`;
};

test("amounts add up to the cent, whether they are numbers, texts or written out", () => {
  const cents = fc.integer({ min: -10_000_000, max: 10_000_000 });
  const count = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(cents, cents, count, fc.boolean(), (a, b, n, isText) => {
      const [x, y] = [a, b].map((one) => (isText ? (one / 100).toFixed(2) : one / 100));
      const written = (a / 100).toFixed(2);
      expect(
        show(
          `{{ x | plus: y }} {{ x | minus: y }} {{ ${written} | times: n }} {{ l | sum }} {{ x | times: 100 | round }}`,
          { x, y, n, l: [x, y, x] },
        ),
      ).toBe([amount(a + b), amount(a - b), amount(a * n), amount(2 * a + b), a].join(" "));
    }),
  );
});

test("whole numbers divide as whole numbers, and a quotient of decimals is the nearest there is", () => {
  const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(
      number,
      number.filter((n) => n !== 0),
      (a, b) => {
        expect(show("{{ a | divided_by: b }}", { a, b })).toBe(String(Math.floor(a / b) + 0));
        const rest = show("{{ a | modulo: b }}", { a, b });
        expect(Number(rest)).toBe(a - b * Math.floor(a / b));
        expect(Number(show("{{ a | times: 1.0 | divided_by: b }}", { a, b }))).toBe(a / b + 0);
      },
    ),
  );
});
