import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "#test/support/long.ts";
import { arbitraryPage, PAGE_DATA, pageEnv } from "../arbitrary-pages.ts";
import { compiled, LAW, rendered } from "../content.ts";

const words = (text: string) => text.split(/[\s*]+/).filter(Boolean);

async function textOf(html: string, data: Record<string, unknown> = PAGE_DATA): Promise<string> {
  const { text } = await rendered({ html: `${html}<p>END</p>${LAW}` }, { data });
  return text.slice(0, text.indexOf("END")).trim();
}

test("whatever is set, hidden, chosen, repeated or laid out, the text says what is read of the HTML", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPage, async ({ html, read }) => {
      expect(words(await textOf(html))).toEqual(words(read(pageEnv())));
    }),
    { numRuns: runs(200) },
  );
});

test.each([
  "display:none",
  "display: NONE",
  "DISPLAY : none !important",
  "color:red;display:none;color:blue",
  "display:none!important;display:block",
  "/* x */display/**/:none",
  "max-height:0",
  "max-height: 0px; overflow: hidden",
  "height:0;overflow:hidden",
  "width:0.0em;OVERFLOW:HIDDEN",
  "visibility:hidden",
  "visibility: collapse",
  "opacity:0",
  "opacity: .01",
  "font-size:0",
  "font-size:1px;line-height:1px",
  "color:transparent",
  "color: rgba(0, 0, 0, 0)",
  "position:absolute;left:-9999px",
  "text-indent:-9999px",
  "position:absolute;clip:rect(0 0 0 0)",
  "display:none;mso-hide:all",
])("what is hidden by style=%j is not in the text", async (style) => {
  expect(await textOf(`<div style="${style}">pre<b>view</b></div><p>a</p>`)).toBe("a");
});

test.each([
  ["<div hidden>x</div>", ""],
  ['<div HIDDEN="until-found">x</div>', ""],
  ['<div hidden style="display:block">x</div>', "x"],
  ["<template>x</template><noscript>y</noscript><select><option>z</select>", ""],
  ['<div style="display:block;max-height:10px">x</div>', "x"],
  ['<div style="max-height:0;max-height:9px">x</div>', "x"],
  ['<div style="height:0">x</div>', "x"],
  [
    '<div style="font-size:0">x<b style="font-size:12px">y</b><i style="font-size:2em">z</i></div>',
    "y",
  ],
  ['<div style="visibility:hidden">x<b style="visibility:visible">y</b></div>', "y"],
  ['<div style="color:transparent">x<b style="color:#000">y</b></div>', "y"],
  ['<div style="display:none">x<b style="display:block">y</b></div>', ""],
  ['<td style="font-size:0"><img src="https://i.example/a.png" alt="x"></td>', "x"],
  ['<img style="display:none" src="https://i.example/a.png" alt="x">', ""],
  // Outlook alone hides it, and what Outlook shows instead is in a comment.
  ['<!--[if mso]>twin<![endif]--><a href="#" style="mso-hide:all">x</a>', "x"],
  ["<head><p>x</p></head>", "x"],
])("of %s the text says %j", async (html, text) => {
  expect(await textOf(html)).toBe(text);
});

test.each([
  [
    "<table><tr><td>Hat</td><td>249.00</td></tr><tr><th>Sum</th><td>249.00</td></tr></table>",
    "Hat 249.00\nSum 249.00",
  ],
  ["<dl><dt>Hat</dt><dd>249.00</dd><dt>Cap</dt><dd>9.00</dd></dl>", "Hat\n249.00\nCap\n9.00"],
  ["<center>a</center><figcaption>b</figcaption>c", "a\nb\nc"],
  ['<span style="display:block">a</span><span style="display:block">b</span>', "a\nb"],
  [
    '<a href="#" style="display:inline-block">a</a><a href="#" style="display:inline-block">b</a>',
    "a b",
  ],
  [
    "<table>{% for i in items %}<tr><td>{{ i }}</td><td>x</td></tr>{% endfor %}</table>",
    "1 x\n2 x",
  ],
  ["<ol>{% for i in items %}<li>{{ i }}</li>{% endfor %}</ol>", "* 1\n * 2"],
  ["<ol><li>a</li><li>b</li></ol>", "1. a\n 2. b"],
  ["<p>a</p>{%- if yes -%}<p>b</p>{%- endif -%}<p>c</p>", "a\n\nb\n\nc"],
  ["<p>a {{- ' ' -}} b</p>", "a b"],
  ["a<div>{% if yes %}<div>b</div>{% else %}<div>c</div>{% endif %}</div>d", "a\nb\nd"],
])("what stands apart in %s stands apart in the text", async (html, text) => {
  expect(await textOf(html)).toBe(text);
});

test.each([
  [
    "a case in the head",
    "<head>{% case yes %}{% when true %}{% assign a = 'x' %}{% endcase %}</head>{{ a }}",
    "x",
  ],
  [
    "an if in a preview",
    "<div hidden>{% if no %}{% assign a = 'x' %}{% endif %}p</div>{{ a }}",
    "",
  ],
  [
    "a capture in a preview",
    "<div hidden>{% capture a %}x{{ yes }}{% endcapture %}p</div>{{ a }}",
    "xtrue",
  ],
  ["a count in a preview", "<div hidden>{% increment n %}</div>{% increment n %}", "1"],
  ["a name set in a style", "<style>{% assign a = 'x' %}p{}</style>{{ a }}", "x"],
  ["a name set for Outlook", "<!--[if mso]>{% assign a = 'x' %}<![endif]-->{{ a }}", "x"],
  ["a name set in an attribute", "<b title=\"{% assign a = 'x' %}\">{{ a }}</b>", "x"],
  [
    "a block that begins where it is hidden",
    "<div hidden>{% if yes %}a</div>b{% else %}</div>{% endif %}",
    "b",
  ],
])("%s has its effect on the text", async (_, html, text) => {
  expect(await textOf(html)).toBe(text);
});

test.each([
  ["{% tablerow i in items cols: 2 %}{{ i }}{% endtablerow %}", "1 2"],
  ["{% tablerow i in items, limit: 1, cols: 2 %}{{ tablerowloop.index }}{% endtablerow %}", "1"],
  ["{{ note | raw }}", "a b"],
  ["{%- for i in items -%}{{- note | raw -}},{%- endfor -%}", "a b,a b,"],
  ["{% capture c %}<b>{{ less }}</b>{% endcapture %}{{ c | raw }}", "1 <2> 3"],
])("no elements that Liquid prints are in the text: %s", async (html, text) => {
  const data = { ...PAGE_DATA, note: "<p>a <b>b</b></p>", less: "1 <2> 3" };
  expect(await textOf(html, data)).toBe(text);
});

test("a block that only chose a colour is not in the text", async () => {
  const { text } = await compiled({
    html: `<p {% if a %}class="a"{% else %}class="b"{% endif %}>x</p>${LAW}`,
  });
  expect(text).not.toContain("{%");
});

test("an MJML preview is no part of the text, and its columns are apart", async () => {
  const { text } = await rendered({
    mjml: `<mjml><mj-head><mj-preview>pre {% assign a = "x" %}</mj-preview></mj-head><mj-body><mj-section>
      <mj-column><mj-text>Hat</mj-text></mj-column><mj-column><mj-text>{{ a }}</mj-text></mj-column>
      </mj-section><mj-section><mj-column><mj-table><tr><td>a</td><td>b</td></tr></mj-table><mj-text>${LAW}</mj-text></mj-column></mj-section></mj-body></mjml>`,
  });
  expect(text).toMatch(/^Hat\s+x\s+a b\s/);
});

test.each([
  [
    '<a href="https://a.example/"><img src="https://a.example/l.png"></a>Hello',
    "<https://a.example/>Hello",
  ],
  ['<p>See<a href="https://a.example/"></a>there</p>', "See<https://a.example/>there"],
  ['<a href="https://a.example/" style="font-size:0">u</a>Hello', "<https://a.example/>Hello"],
  ['<a href="https://a.example/">u</a>Hello', "u <https://a.example/>Hello"],
])("an address is never glued to the words around it: %s", async (html, expected) => {
  const { text } = await rendered({ html });
  expect(text).toContain(expected);
});
