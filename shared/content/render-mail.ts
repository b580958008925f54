import { Context, type Liquid, type Template } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import type { RenderRequest } from "#shared/ports/renderer.ts";
import { openBudget } from "./budget.ts";
import { cleanSubject } from "./clean-subject.ts";
import { htmlEngine, plainEngine } from "./engines.ts";
import { MAX_OUTPUT_BYTES } from "./limits.ts";
import { openLinks } from "./open-links.ts";
import { prepareTemplate } from "./prepare-template.ts";
import { runSync } from "./run-sync.ts";

/** What a mail says: its words, not yet its bytes. */
type Content = {
  subject: string;
  html: string;
  text: string;
  dynamicLinks: Record<number, string>;
};

/** @throws LiquidError or InvalidInput when the template and this data make no mail */
export function renderMail({ template, data, linkUrls }: RenderRequest): Content {
  const { subject, html, text, links } = prepareTemplate(template);
  const renderLimit = openBudget();

  const fill = (engine: Liquid, part: Template[], globals: object): string => {
    // `increment` writes to the first scope: an empty one keeps the caller's data as it was.
    const context = new Context(
      {},
      engine.options,
      { globals, sync: true },
      { renderLimit, liquid: engine },
    );
    return runSync(engine.renderer.renderTemplates(part, context)) as string;
  };
  const { scope, dynamicLinks } = openLinks(links, linkUrls, data, (liquid) =>
    fill(plainEngine, liquid, data),
  );
  return {
    subject: cleanSubject(cap(fill(plainEngine, subject, data), "subject")),
    html: cap(fill(htmlEngine, html, scope), "HTML"),
    text: cap(fill(plainEngine, text, scope).trim(), "text"),
    dynamicLinks,
  };
}

function cap(output: string, part: string): string {
  // The length first: it is known without the memory that a loop's output would take to join.
  if (output.length > MAX_OUTPUT_BYTES || Buffer.byteLength(output) > MAX_OUTPUT_BYTES) {
    throw new InvalidInput(`the ${part} is over ${MAX_OUTPUT_BYTES} bytes`);
  }
  return output.toWellFormed();
}
