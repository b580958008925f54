import fc from "fast-check";

type Env = Record<string, unknown> & { n: number };
/**
 * A piece of HTML with Liquid, and what a reader of the page reads of it; running it may set names.
 */
export type Piece = { html: string; read: (env: Env) => string };

const HIDDEN = [
  `<div style="display:none">|</div>`,
  `<DIV STYLE="Display : NONE !important">|</DIV>`,
  `<span hidden>|</span>`,
  `<section style="max-height:0px;overflow:hidden">|</section>`,
  `<div style='visibility:hidden'>|</div>`,
];
/** In which there are no elements. */
const RAW = [
  "<title>|</title>",
  "<textarea>|</textarea>",
  "<!--[if mso]>|<![endif]-->",
  `<b title="|"></b>`,
];
const BLOCKS = [
  "<div>|</div>",
  "<section>|</section>",
  "<h1>|</h1>",
  "<ul><li>|</li></ul>",
  "<ol><li>|</li></ol>",
  "<dl><dt>|</dt></dl>",
  "<table><tr><td>|</td></tr></table>",
  "<center>|</center>",
  `<span style="display:block">|</span>`,
  `<div style="max-height:0px;max-height:9px">|</div>`,
];
const INLINE = [
  "<b>|</b>",
  "<span>|</span>",
  `<i title="t"{% if yes %} class="x"{% endif %}>|</i>`,
  `<i style="{% if no %}color:red{% endif %}">|</i>`,
];
const NAMES = ["a", "b"];

const piece = (html: string, read: Piece["read"]): Piece => ({ html, read });
const join = (pieces: Piece[]): Piece =>
  piece(pieces.map(({ html }) => html).join(""), (env) =>
    pieces.map(({ read }) => read(env)).join(""),
  );
const within = (frame: string, { html, read }: Piece, around: (text: string) => string): Piece =>
  piece(
    frame.replace("|", () => html),
    (env) => around(read(env)),
  );

const word = fc.nat(999).map((n) => `w${n}`);
const name = fc.constantFrom(...NAMES);

const leaf = fc.oneof(
  { weight: 4, arbitrary: word.map((text) => piece(text, () => text)) },
  name.map((key) => piece(`{{ ${key} }}`, (env) => String(env[key] ?? ""))),
  fc.constant(piece("&amp;", () => "&")),
  fc.constant(piece("{% increment n %}", (env) => String(env.n++))),
  fc.tuple(name, word).map(([key, text]) =>
    piece(`{% assign ${key} = "${text}" %}`, (env) => {
      env[key] = text;
      return "";
    }),
  ),
  fc.tuple(name, word).map(([key, text]) =>
    piece(`{% capture ${key} %}${text}{{ a }}{% endcapture %}`, (env) => {
      env[key] = `${text}${env.a ?? ""}`;
      return "";
    }),
  ),
);

const choose = (html: string, when: (env: Env) => Piece | undefined): Piece =>
  piece(html, (env) => when(env)?.read(env) ?? "");

const { tree } = fc.letrec<{ tree: Piece; node: Piece }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom(...RAW), leaf).map(([frame, kid]) => within(frame, kid, () => "")),
    fc
      .tuple(fc.constantFrom(...HIDDEN), tie("tree"))
      .map(([frame, kids]) => within(frame, kids, () => "")),
    fc
      .tuple(fc.constantFrom(...BLOCKS), tie("tree"))
      .map(([frame, kids]) =>
        within(frame, kids, (text) => ` ${frame.startsWith("<ol") ? "1. " : ""}${text} `),
      ),
    fc
      .tuple(fc.constantFrom(...INLINE), tie("tree"))
      .map(([frame, kids]) => within(frame, kids, (text) => text)),
    fc
      .tuple(tie("tree"), tie("tree"))
      .map(([one, two]) =>
        choose(`{% if yes %}${one.html}{% else %}${two.html}{% endif %}`, () => one),
      ),
    fc
      .tuple(tie("tree"), tie("tree"))
      .map(([one, two]) =>
        choose(
          `{% case no %}{% when true %}${one.html}{% else %}${two.html}{% endcase %}`,
          () => two,
        ),
      ),
    tie("tree").map((kids) =>
      choose(`{% unless yes %}${kids.html}{% endunless %}`, () => undefined),
    ),
    tie("tree").map((kids) =>
      piece(
        `{% for i in items %}${kids.html}{% endfor %}`,
        (env) => kids.read(env) + kids.read(env),
      ),
    ),
    fc
      .tuple(tie("tree"), tie("tree"))
      .map(([one, two]) =>
        piece(
          `<table><tr><td>${one.html}</td><td>${two.html}</td></tr></table>`,
          (env) => ` ${one.read(env)} ${two.read(env)} `,
        ),
      ),
  ) as fc.Arbitrary<Piece>,
  tree: fc.array(tie("node"), { maxLength: 4 }).map(join),
}));

/** Pages, whose Liquid may also take away blanks around it: there are none. */
export const arbitraryPage: fc.Arbitrary<Piece> = fc
  .tuple(tree as fc.Arbitrary<Piece>, fc.boolean())
  .map(([{ html, read }, dashes]) =>
    piece(dashes ? html.replaceAll("{%", "{%-").replaceAll("%}", "-%}") : html, read),
  );

export const PAGE_DATA = { yes: true, no: false, items: [1, 2] };
export const pageEnv = (): Env => ({ n: 0 });
