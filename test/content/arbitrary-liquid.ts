import fc from "fast-check";
import { filters } from "liquidjs";

/** Filters that we have in a way of our own, that chance decides, or that no template may have. */
const NOT_COMPARED =
  /_exp$|^(sample|escape|escape_once|xml_escape|newline_to_br|raw|abs|at_least|at_most|ceil|divided_by|floor|minus|modulo|plus|round|sum|times)$/;
const FILTERS = Object.keys(filters).filter((name) => !NOT_COMPARED.test(name));

const NAMES = ["contact", "event", "list", "n", "x", "y", "forloop", "tablerowloop", "gone"];
const KEYS =
  "name next size first last length index index0 rindex throw return done value then valueOf toString constructor col row parentloop 0 1 -1".split(
    " ",
  );
const name = fc.constantFrom(...NAMES);
const key = fc.constantFrom(...KEYS);

const literal = fc.constantFrom(
  "nil",
  "empty",
  "blank",
  "true",
  "false",
  "0",
  "2",
  "-1",
  "1.5",
  "2.0",
  "'a'",
  "''",
  "'name'",
  '"2026-03-01T10:00:00Z"',
  "'%Y-%m-%d'",
  "(1..3)",
  "(n..2)",
);
const path = fc
  .tuple(
    name,
    fc.array(
      fc.oneof(
        key.map((one) => (/^-/.test(one) ? `[${one}]` : `.${one}`)),
        key.map((one) => (/^-?\d/.test(one) ? `[${one}]` : `['${one}']`)),
        name.map((one) => `[${one}]`),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([root, rest]) => root + rest.join(""));
const value = fc.oneof({ weight: 3, arbitrary: path }, literal);

const filter = fc
  .tuple(fc.constantFrom(...FILTERS), fc.array(value, { maxLength: 2 }))
  .map(([one, args]) => ` | ${one}${args.length > 0 ? `: ${args.join(", ")}` : ""}`);
const filtered = fc
  .tuple(value, fc.array(filter, { maxLength: 3 }))
  .map(([one, rest]) => one + rest.join(""));
const plain = fc
  .tuple(path, fc.constantFrom("", " | default: 'd'", " | upcase", " | capitalize"))
  .map((parts) => parts.join(""));
const test = fc
  .tuple(
    value,
    fc.constantFrom("==", "!=", ">", "<=", "contains", "and", "or"),
    value,
    fc.boolean(),
  )
  .map(([left, operator, right, long]) => (long ? `${left} ${operator} ${right}` : left));
const options = fc.constantFrom("", "limit: 2", "offset: 1", "reversed", "limit: n", "cols: 2");

/** A template of anything that liquidjs has, over {@link anyData}. */
export const anyTemplate: fc.Arbitrary<string> = fc.letrec<{ block: string; node: string }>(
  (tie) => ({
    block: fc.array(tie("node"), { maxLength: 4 }).map((nodes) => nodes.join("")),
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("-", " \n ", "<b>&"),
      fc.oneof(plain, filtered).map((one) => `{{ ${one} }}`),
      plain.map((one) => `{{- ${one} -}}`),
      filtered.map((one) => `{% echo ${one} %}`),
      fc.tuple(name, filtered).map(([to, one]) => `{% assign ${to} = ${one} %}`),
      name.map((one) => `{% increment ${one} %}{% decrement ${one} %}`),
      fc.tuple(value, value).map(([a, b]) => `{% cycle ${a}, ${b} %}`),
      fc.constantFrom(
        "{% raw %}{{ x }}{% endraw %}",
        "{% comment %}{{ x }}{% endcomment %}",
        "{% break %}",
        "{% continue %}",
      ),
      plain.map((one) => `{% liquid\n assign y = ${one}\n echo y\n%}`),
      fc
        .tuple(test, tie("block"), tie("block"))
        .map(([when, yes, no]) => `{% if ${when} %}${yes}{% else %}${no}{% endif %}`),
      fc
        .tuple(test, tie("block"))
        .map(([when, block]) => `{% unless ${when} %}${block}{% endunless %}`),
      fc
        .tuple(value, value, value, tie("block"))
        .map(
          ([of, a, b, block]) =>
            `{% case ${of} %}{% when ${a} %}a{% when ${b} %}${block}{% else %}-{% endcase %}`,
        ),
      fc
        .tuple(name, value, options, tie("block"), tie("block"))
        .map(
          ([each, of, how, block, none]) =>
            `{% for ${each} in ${of} ${how} %}${block}{% else %}${none}{% endfor %}`,
        ),
      fc
        .tuple(name, value, options, tie("block"))
        .map(
          ([each, of, how, block]) =>
            `{% tablerow ${each} in ${of} ${how} %}${block}{% endtablerow %}`,
        ),
      fc
        .tuple(name, tie("block"))
        .map(([to, block]) => `{% capture ${to} %}${block}{% endcapture %}`),
    ),
  }),
).block;

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    2,
    1.5,
    1e21,
    "",
    "a",
    "2",
    "1.50",
    " x ",
    "0",
  ),
  fc.constantFrom("2026-03-01T10:00:00Z", "2026-02-30", "1772359200", "é🎉", "<b>&'\"", "%41"),
);

const deep = fc.letrec<{ any: unknown; list: unknown[]; record: object }>((tie) => ({
  any: fc.oneof({ depthSize: "small" }, scalar, tie("list"), tie("record")),
  list: fc.array(tie("any"), { maxLength: 4 }),
  record: fc.dictionary(key, tie("any"), { maxKeys: 4, noNullPrototype: true }),
}));

/**
 * As JSON may carry it: lists in lists, numbers as texts, and keys that mean something to
 * JavaScript.
 */
export const anyData: fc.Arbitrary<Record<string, unknown>> = fc
  .dictionary(name, deep.any, { maxKeys: 7, noNullPrototype: true })
  .map((data) => JSON.parse(JSON.stringify(data)));
