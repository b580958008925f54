import { expect, test } from "vitest";
import { compile } from "#shared/content/compiling/index.ts";
import { plainEngine } from "#shared/content/liquid/engines.ts";
import { MAX_SOURCE_BYTES } from "#shared/content/liquid/limits.ts";
import { listVariables } from "#shared/content/liquid/list-variables.ts";
import { compiled, faultsOf, LAW } from "./content.ts";

/** As much of it as a part may hold. */
const fill = (unit: string, around = "") =>
  unit.repeat(Math.floor((MAX_SOURCE_BYTES - around.length) / Buffer.byteLength(unit)));

// What each of these cost was quadratic, or is a step of its own for thousands of pieces: seconds
// or minutes.
test.each([
  ["outputs", "{{ a }}", "tags and outputs of Liquid"],
  ["outputs that begin and never end", "{{", "tags and outputs of Liquid"],
  ["tags that begin and never end", "{%", "tags and outputs of Liquid"],
  ["conditions", "{% if a %}{% endif %}", "tags and outputs of Liquid"],
  ["assignments", "{% assign a = 1 %}", "tags and outputs of Liquid"],
  ["signs that begin a tag", "<", '"<"'],
  ["nested elements", "<b>", '"<"'],
  ["empty comments", "<!---->", '"<"'],
  ["comments that begin and never end", "<!--", '"<"'],
  ["empty lists", "<ul><li></li></ul>", '"<"'],
])("a part full of %s is refused, and counted before it is read", async (_, unit, what) => {
  const [fault] = await faultsOf({ html: fill(unit) });
  expect(fault?.path).toBe("/html");
  expect(fault?.message).toMatch(/^may have at most [\d]+ .*, not \d+$/);
  expect(fault?.message).toContain(what);
});

test("the subject and the text are counted, too", async () => {
  const faults = await faultsOf({ subject: fill("{{ a }}"), html: "a", text: fill("{% x %}") });
  expect(faults.map(({ path }) => path)).toEqual(["/subject", "/text"]);
});

test.each(["\n", " \n", "\n ", " ", "\t", "&", "&amp;", "&#x", ">", '"', "\u00a0"])(
  "a part full of %j is compiled in one go",
  async (unit) => {
    const around = `<pre></pre>${LAW}`;
    const { html } = await compiled({ html: `<pre>${fill(unit, around)}</pre>${LAW}` });
    expect(html.length).toBeGreaterThan(fill(unit, around).length);
  },
);

const styled = (style: (room: string) => string) => (unit: string) =>
  `<p style="${style(fill(unit, LAW.padEnd(500)))}">a</p>`;

test.each<[string, string, (unit: string) => string]>([
  ["newlines in an output", "\n", (unit) => `{{ "${fill(unit, LAW.padEnd(500))}" }}`],
  [
    "blanks in a tag",
    " ",
    (unit) => `{% tablerow a in b ${fill(unit, LAW.padEnd(500))} %}{% endtablerow %}`,
  ],
  ["the start of our own words", "q", (unit) => `lqd${fill(unit, LAW.padEnd(500))}`],
  ["comments of CSS that never end", "/*", styled((room) => room)],
  ["blanks in a style", " ", styled((room) => `color:a${room}b`)],
  ["zeros in a scale", "0", styled((room) => `transform:scale(${room}x)`)],
  ["zeros in a height", "0", styled((room) => `max-height:${room}?`)],
  ["scripts that never end", " type=application/json", (unit) => `<script${unit.repeat(5_000)}`],
  ["starts of scripts", "<script ", (unit) => `${unit.repeat(9_900)}>`],
  ["JSON scripts", "<script type=application/json>", (unit) => unit.repeat(6_000)],
])("%s are compiled in one go, or refused", async (_, unit, make) => {
  const result = await compile({ subject: "a", html: make(unit) + LAW });
  expect(result.ok || result.faults.every(({ path }) => path === "/html")).toBe(true);
});

test("comments for Outlook that stand in each other too deep are refused", async () => {
  const nested = (depth: number) => `${"<!--[if mso]>".repeat(depth)}<![endif]-->${LAW}`;
  expect(await compile({ subject: "a", html: nested(10) })).toMatchObject({ ok: true });
  for (const source of [
    { html: nested(12) },
    { html: nested(2_000) },
    { mjml: `<mjml><mj-body>${nested(2_000)}</mj-body></mjml>` },
    { html: `<a data-no-track href="https://a.example/">a</a>${nested(2_000)}` },
  ]) {
    const [fault] = await faultsOf(source);
    expect(fault?.message).toBe("conditional comments nest more than 10 deep");
  }
});

const inSection = (inside: string) => `<mjml><mj-body>${inside}</mj-body></mjml>`;

test("MJML of very many unknown elements names the first of them", async () => {
  const faults = await faultsOf({ mjml: inSection("<mj-x />\n".repeat(9_000)) });
  expect(faults).toHaveLength(50);
  expect(faults[49]?.message).toMatch(/^line 50: /);
});

test("MJML that nests too deep is refused in words", async () => {
  const faults = await faultsOf({ mjml: inSection("<a>".repeat(9_000)) });
  expect(faults).toEqual([{ path: "/mjml", message: "its elements nest too deep" }]);
});

test("one address in very many places is refused", async () => {
  const link = '<a href="https://a.example/">a</a>';
  expect(await compile({ subject: "a", html: link.repeat(1_000) + LAW })).toMatchObject({
    ok: true,
  });
  const [fault] = await faultsOf({ html: link.repeat(2_100) });
  expect(fault).toEqual({
    path: "/html",
    message: "may have at most 2000 places with a link, not 2100",
  });
});

test("a variable is found at its own line and column", () => {
  const source = "a\n{{ a }}\n\n  {{ b.c }}{{ d }}";
  const template = plainEngine.parse(source);
  expect(listVariables(template)).toEqual(["a", "b.c", "d"]);
  expect(template.map(({ token }) => token.getPosition())).toEqual([
    [1, 1],
    [2, 1],
    [2, 8],
    [4, 3],
    [4, 12],
  ]);
});
