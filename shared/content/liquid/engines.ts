import { filters, Liquid, type LiquidOptions } from "liquidjs";
import { boundFilter, type Filter } from "./bound-filters.ts";
import { Capture } from "./capture-tag.ts";
import { Decrement, Increment } from "./count-tags.ts";
import { JSON_FILTERS } from "./json-filters.ts";
import { MAX_ALLOCATIONS, MAX_COMPILED_BYTES } from "./limits.ts";
import { createLinkTag, LINK_TAG } from "./link-tag.ts";
import { localDate } from "./local-date.ts";
import { MATH_FILTERS } from "./math-filters.ts";

const builtIn = filters as unknown as Record<string, Filter>;
const same: Filter = (value) => value;

/** These filters throw for lone surrogates, which JSON may carry. */
const ENCODERS = ["url_encode", "cgi_escape", "uri_escape"];
/** These tags read files; templates are self-contained. */
const REFUSED_TAGS = ["layout", "include", "render", "block"];
/** These filters evaluate their argument as an expression: data could become code. */
const REFUSED_FILTERS = Object.keys(filters).filter((name) => name.endsWith("_exp"));

function createEngine(own: Record<string, Filter>, options: LiquidOptions = {}): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    memoryLimit: MAX_ALLOCATIONS,
    parseLimit: 2 * MAX_COMPILED_BYTES,
    // Dates must not depend on the machine's zone and language.
    timezoneOffset: 0,
    locale: "en-US",
    ...options,
  });
  for (const tag of REFUSED_TAGS) delete engine.tags[tag];
  engine.registerTag("capture", Capture);
  engine.registerTag("increment", Increment);
  engine.registerTag("decrement", Decrement);
  engine.registerTag(
    LINK_TAG,
    createLinkTag(() => plainEngine),
  );
  for (const name of REFUSED_FILTERS) engine.unregisterFilter(name);
  engine.registerFilter("local_date", localDate);
  for (const name of ENCODERS) {
    engine.registerFilter(name, function (value) {
      return builtIn[name]!.call(this, typeof value === "string" ? value.toWellFormed() : value);
    });
  }
  for (const [name, handler] of Object.entries(MATH_FILTERS)) {
    engine.registerFilter(name, handler);
  }
  for (const [name, handler] of Object.entries(own)) {
    engine.registerFilter(name, { raw: true, handler });
  }
  boundFilters(engine);
  return engine;
}

/** Bounds every filter's output. */
function boundFilters(engine: Liquid): void {
  for (const [name, filter] of Object.entries(engine.filters)) {
    const [raw, handler] =
      typeof filter === "function" ? [false, filter] : [filter.raw, filter.handler];
    engine.registerFilter(name, { raw, handler: boundFilter(name, handler as Filter) });
  }
}

/** For HTML: outputs are escaped once, unless their last filter is `raw`. */
export const htmlEngine = createEngine(
  {
    escape: builtIn.escape!,
    escape_once: builtIn.escape_once!,
    newline_to_br(value) {
      return builtIn.newline_to_br!.call(this, builtIn.escape!.call(this, value));
    },
    ...JSON_FILTERS,
  },
  { outputEscape: boundFilter("escape", builtIn.escape!) as LiquidOptions["outputEscape"] },
);

/** For subject, text and addresses: never escapes, even if the shared source asks for it. */
export const plainEngine = createEngine({
  escape: same,
  escape_once: same,
  newline_to_br: same,
});
