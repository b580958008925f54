import { filters, Liquid, type LiquidOptions } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { Decrement, Increment } from "./count-tags.ts";
import { MAX_ALLOCATIONS, MAX_COMPILED_BYTES } from "./limits.ts";

type Filter = (this: unknown, ...values: unknown[]) => unknown;
const builtIn = filters as unknown as Record<string, Filter>;
const same: Filter = (value) => value;

/** Passes on a web address, and stops the mail for anything else, such as `javascript:`. */
const requireWebUrl: Filter = (value) => {
  const url = String(value ?? "").trim();
  if (/^https?:\/\//i.test(url)) return url;
  throw new InvalidInput("a link does not lead to an http(s) address");
};

/** These filters throw for half a character, which JSON may carry. */
const ENCODERS = ["url_encode", "cgi_escape", "uri_escape"];
/** These tags reach for files; a template is whole in itself. */
const REFUSED_TAGS = ["layout", "include", "render", "block"];
/** These filters read their argument as an expression, so that data could become code. */
const REFUSED_FILTERS = Object.keys(filters).filter((name) => name.endsWith("_exp"));

function createEngine(own: Record<string, Filter>, options: LiquidOptions = {}): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    memoryLimit: MAX_ALLOCATIONS,
    parseLimit: 2 * MAX_COMPILED_BYTES,
    // The machine's zone and language would otherwise show through in dates.
    timezoneOffset: 0,
    locale: "en-US",
    ...options,
  });
  for (const tag of REFUSED_TAGS) delete engine.tags[tag];
  engine.registerTag("increment", Increment);
  engine.registerTag("decrement", Decrement);
  for (const name of REFUSED_FILTERS) engine.unregisterFilter(name);
  for (const name of ENCODERS) {
    engine.registerFilter(name, function (value) {
      return builtIn[name]!.call(this, typeof value === "string" ? value.toWellFormed() : value);
    });
  }
  for (const [name, handler] of Object.entries(own)) {
    engine.registerFilter(name, { raw: true, handler });
  }
  return engine;
}

/** For HTML: each output is escaped, once, unless its last filter is `raw`. */
export const htmlEngine = createEngine(
  {
    escape: builtIn.escape!,
    escape_once: builtIn.escape_once!,
    newline_to_br(value) {
      return builtIn.newline_to_br!.call(this, builtIn.escape!.call(this, value));
    },
    // What it is given was captured, and so is escaped already.
    web_url(value) {
      return builtIn.escape_once!.call(this, requireWebUrl(value));
    },
  },
  { outputEscape: "escape" },
);

/** For subject, text and addresses: nothing is escaped, not even where the shared source asks for it. */
export const plainEngine = createEngine({
  escape: same,
  escape_once: same,
  newline_to_br: same,
  web_url: requireWebUrl,
});
