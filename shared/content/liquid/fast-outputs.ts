import { type Context, Output, Tag, type Template } from "liquidjs";
import { escapeHtml } from "./escape-html.ts";
import { evaluate } from "./evaluate.ts";
import { LINK_TAG } from "./link-tag.ts";
import { expressionOf } from "./read-expression.ts";
import { runSync } from "./run-sync.ts";

/** Liquid's own way from a name to the scope that has it; its types keep it private. */
type Scopes = { findScope: (name: string) => object };

/**
 * Lets the plain outputs of a parsed part, those inside its tags too, print scalars without the dozen generators
 * that Liquid runs for each. What they print, and what they charge to the limits, stays the same.
 * @param escaping whether the part's engine escapes what it prints
 */
export function fastOutputs(part: Template[], escaping: boolean): Template[] {
  for (const template of part) {
    if (template instanceof Output) quicken(template, escaping);
    else if (template.children) {
      const isAddress = template instanceof Tag && template.name === LINK_TAG;
      const inside = runSync(template.children(false, true)) as Template[];
      fastOutputs(inside, escaping && !isAddress);
    }
  }
  return part;
}

function quicken(output: Output, escaping: boolean): void {
  const expression = expressionOf(output.token);
  if (!expression) return;
  const render = output.render.bind(output);
  const charges = expression.filters.length + (escaping ? 1 : 0);
  output.render = (context: Context, emitter) => {
    const scope = (context as unknown as Scopes).findScope(expression.path[0]!);
    const text = evaluate(expression, scope);
    if (text === undefined) return render(context, emitter);
    context.memoryLimit.use(text.length * charges);
    emitter.write(escaping ? escapeHtml(text) : text);
    return NOTHING;
  };
}

/** What liquidjs takes for "written already"; its types ask for a generator. */
const NOTHING = undefined as unknown as IterableIterator<unknown>;
