import { expect, test } from "vitest";
import { compiled, faultsOf } from "../content.ts";

/** In the third line, after two spaces. */
const at = (markup: string) => `<p>a</p>\n\n  ${markup}<p>b</p>`;
const PLACE = "(line 3, column ";

test.each([
  ["<iframe src='https://x.example'></iframe>", "<iframe>"],
  ["<IFRAME srcdoc='x'></IFRAME>", "<iframe>"],
  ["<frameset></frameset>", "<frameset>"],
  ["<object data='https://x.example'></object>", "<object>"],
  ["<embed src='https://x.example'>", "<embed>"],
  ["<applet></applet>", "<applet>"],
  ["<base href='https://x.example'>", "<base>"],
  ["{% if a %}<{% endif %}iframe>", "<iframe>"],
  ["<!--[if mso]><iframe></iframe><![endif]-->", "<iframe>"],
  ["<svg/onload=1><embed></svg>", "<embed>"],
  ["<form action='https://x.example'></form>", "action"],
  ["<form ACTION='{{ contact.url }}'></form>", "action"],
  ["<button formaction='/x'>b</button>", "formaction"],
  ["<meta http-equiv='refresh' content='0;url=https://x.example'>", "http-equiv"],
  ["<meta HTTP-EQUIV=' Refresh ' content='0'>", "http-equiv"],
  ["<meta http-equiv='{{ contact.x }}' content='0'>", "http-equiv"],
  ["<svg><use xlink:href='https://x.example/#a'/></svg>", "xlink:href"],
  ["<svg><image xlink:href='{{ contact.x }}'/></svg>", "xlink:href"],
  ["<img src='javascript:alert(1)'>", "src may not run a script"],
  ["<img src=' java\nscript:alert(1)'>", "src may not run a script"],
  ["<img src='&#106;avascript:alert(1)'>", "src may not run a script"],
  ["<img src='java{{ contact.x }}script:alert(1)'>", "src may not run a script"],
  ["<table background='vbscript:x'></table>", "background may not run a script"],
  [
    "<svg><animate to='javascript:alert(1)' attributeName='href'/></svg>",
    "to may not run a script",
  ],
  ["<img src='data:text/html,x'>", "of a picture only"],
  ["<img src='data:image/svg+xml,x'>", "of a picture only"],
  ["<link rel='stylesheet' href='{{ contact.css }}'>", "<link>"],
  ["<link rel='stylesheet' href='https://{{ contact.host }}/a.css'>", "<link>"],
  ["<p onclick='go({{ contact.x }})'>c</p>", "the handler onclick"],
  ['<p ONCLICK="{% if a %}{{ contact.x | json }}{% endif %}">c</p>', "the handler onclick"],
  ["<p on{% if a %}click='{{ contact.x }}'{% endif %}>c</p>", "the handler onclick"],
  ["<style>p { color: {{ contact.x }} }</style>", "in <style>"],
  ["<style>{% if a %}{% echo contact.x %}{% endif %}</style>", "in <style>"],
  ["<script>go('{{ contact.x }}')</script>", "in <script>"],
  ["<script type='text/javascript'>{{ contact.x | json }}</script>", "in <script>"],
  ["<script data-x='type=application/json'>{{ contact.x }}</script>", "in <script>"],
  [
    "<link rel='stylesheet' href='{% if a %}https://x.example/{% endif %}{{ contact.css }}'>",
    "<link>",
  ],
  [
    "<script type='text/javascript' type='application/json'>{{ contact.x }}</script>",
    "in <script>",
  ],
  ["<script {% if a %}type='application/json'{% endif %}>{{ contact.x }}</script>", "in <script>"],
  ["<script>/*</b>*/ {{ contact.x }}</script>", "in <script>"],
  ["<script/>/*</b>*/ {{ contact.x }}</script>", "<script/> does not close itself"],
  ["<style / >{{ contact.x }}</style>", "<style/> does not close itself"],
  ["<script>\x1c/script>{{ contact.x }}</script>", "an end tag"],
  ["<script src='{{ contact.x }}'></script>", "the address of a <script> (src)"],
  ["<script src='https://x.example/{{ contact.x }}'></script>", "the address of a <script>"],
  ["<svg><animate values='https://a.example/;javascript:x'/></svg>", "values may not run a script"],
  ["<img srcset='https://x.example/a 1x, java\nscript:x 2x'>", "srcset may not run a script"],
  ["<img srcset='https://x.example/a 1x, data:text/html,x 2x'>", "of a picture only"],
  ["<img src='{% if a %}https://x.example/{% endif %} javascript:x'>", "src may not run a script"],
  ["<svg><animate attributeName='href' to='{{ contact.x }}'/></svg>", "<animate> may not change"],
  ["<svg><animate attributeName=' xlink:href ' to='/x'/></svg>", "<animate> may not change"],
  ["<svg><set attributeName='hr{% if a %}x{% endif %}ef' to='/x'/></svg>", "<set> may not change"],
  ["<meta http-equiv='re{% if a %}x{% endif %}fresh' content='0'>", "http-equiv"],
  ["<svg><set attributeName='{{ contact.x }}' to='/x'/></svg>", "<set> may not change"],
])("%s is refused on save, with its place", async (markup, message) => {
  const faults = await faultsOf({ html: at(markup) });
  expect(faults[0]).toEqual({ path: "/html", message: expect.stringContaining(message) });
  expect(faults[0]!.message).toContain(PLACE);
});

test.each([
  ["<form><input name='a'></form>"],
  ["<meta http-equiv='Content-Type' content='text/html; charset=utf-8'>"],
  ["<svg><a xlink:href='https://x.example/'>c</a></svg>"],
  ["<img src='data:image/png;base64,AAAA'>"],
  ["<svg><animate attributeName='x' values='0;{{ contact.x }};9'/></svg>"],
  ["<img srcset='data:image/png;base64,AAAA 1x, https://x.example/{{ contact.x }} 2x'>"],
  ["<img src='{% if a %}{{ contact.x }}{% else %}data:image/png;base64,AAAA{% endif %}'>"],
  ["<img src='{{ contact.picture }}' title='javascript: the good parts'>"],
  ["<link rel='stylesheet' href='https://x.example/{{ contact.brand }}.css'>"],
  ["<style>p { color: red }{% if a %}p { color: blue }{% endif %}</style>"],
  ["<script type='application/ld+json'>{{ contact | json }}</script>"],
  ["<p style='color: {{ contact.color }}'>c</p>"],
  ["<title>{{ contact.x }}</title><textarea>{{ contact.x }}</textarea>"],
  ["<p>&lt;iframe&gt; onclick=x javascript:</p>"],
])("%s is taken as it is", async (markup) => {
  expect((await compiled({ html: at(markup) })).html).toContain("<p>b</p>");
});

const INNER = `<a href="{{ a }}" title={{ b }}>x</a>`;
const READ_TWICE = [
  [`<svg><title>${INNER}</title></svg>`, "<title> may not stand after <svg> opens"],
  [`<svg><textarea><p>${INNER}</p></textarea></svg>`, "<textarea> may not stand after <svg>"],
  ["<svg><style><p><iframe></iframe></p></style></svg>", "<style> may not stand after <svg>"],
  ["<math><style><p><base></p></style></math>", "<style> may not stand after <math>"],
  ["<svg><script href='{{ a }}'></script></svg>", "<script> may not stand after <svg>"],
  ["<svg><g><xmp><iframe></iframe></xmp></g></svg>", "<xmp> may not stand after <svg>"],
  ["<svg></ svg><title><iframe></title>", "an end tag"],
  ["<svg / ></path><title><iframe></title></svg>", "<title> may not stand after <svg>"],
  ["<svg><desc></svg></desc><title><iframe></title>", "<title> may not stand after <svg>"],
  [`<!-- --!>${INNER}<!-- -->`, "--!>"],
  ["<!--[if mso]> --!><iframe><![endif]-->", "--!>"],
  [`<![CDATA[>${INNER}<!-- ]]> -->`, "<![CDATA["],
  [`<!->${INNER}`, "<!->"],
  ["<title></title/><iframe><!-- --></title>", "an end tag"],
  [`</p a="><!-- ">${INNER}<!-- -->`, "an end tag"],
  [`<noembed><a title="</noembed><iframe></iframe>">x</a></noembed>`, "<noembed>"],
  [`<noframes><a title="</noframes><iframe></iframe>">x</a></noframes>`, "<noframes>"],
  [`<noscript><a title="</noscript><iframe></iframe>">x</a></noscript>`, "</noscript"],
  [`<noscript><!--</noscript>${INNER}<!-- --></noscript>`, "</noscript"],
  ["<script><!--<script></script>{{ a }}--></script>", "may not stand in a script"],
] as const;

test.each(READ_TWICE)("what programs read in two ways is refused: %s", async (markup, message) => {
  const [fault] = await faultsOf({ html: at(markup) });
  expect(fault).toEqual({ path: "/html", message: expect.stringContaining(message) });
  expect(fault!.message).toContain(PLACE);
});

test.each(READ_TWICE)("what programs read in two ways is refused in MJML: %s", async (markup) => {
  expect((await faultsOf({ mjml: mjml(`<mj-raw>${markup}</mj-raw>`) }))[0]!.path).toBe("/mjml");
  expect((await faultsOf({ mjml: mjml(`<mj-text>${markup}</mj-text>`) }))[0]!.path).toBe("/mjml");
});

test.each([
  ["<svg><path d='M0 0'/></svg><style>p { color: red }</style>"],
  ["<svg/><title>t</title>"],
  ["<svg><svg></svg></svg><script type='application/ld+json'>{{ contact | json }}</script>"],
  [
    "<!--[if mso]><noscript><xml></xml></noscript><![endif]--><noscript>n</noscript><!-- a -- b --->",
  ],
  ["<!--[if !mso]><!--><p>c</p><!--<![endif]--><![if !mso]><p>d</p><![endif]>"],
  ["<script><!-- go() //--></script></p\n>"],
])("what all programs read in one way is taken: %s", async (markup) => {
  expect((await compiled({ html: at(markup) })).html).toContain("<p>b</p>");
});

const mjml = (inner: string, head = "") =>
  `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column>\n${inner}</mj-column></mj-section></mj-body></mjml>`;

test.each([
  [
    mjml("<mj-text><iframe></iframe></mj-text>"),
    "<iframe> is not allowed in a mail (line 2, column 10)",
  ],
  [mjml("<mj-raw><p onclick='{{ a }}'>x</p></mj-raw>"), "the handler onclick"],
  [
    mjml("<mj-image src='javascript:x' />"),
    "src may not run a script: javascript:x (line 2, column 11)",
  ],
  [mjml("<mj-text>a</mj-text>", "<mj-style>p { color: {{ a }} }</mj-style>"), "in <mj-style>"],
])("in MJML, too: %s", async (source, message) => {
  const faults = await faultsOf({ mjml: source });
  expect(faults[0]).toEqual({ path: "/mjml", message: expect.stringContaining(message) });
});

test("each of many is named, up to a limit", async () => {
  const faults = await faultsOf({ html: "<iframe></iframe>\n".repeat(3_000) });
  expect(faults).toHaveLength(50);
  expect(faults.at(-1)!.message).toContain("(line 50, column 1)");
});
