import { finishFooter } from "#shared/content/footer/index.ts";
import { addPixel } from "#shared/content/links/index.ts";
import { htmlEngine, openLiquid, plainEngine } from "#shared/content/liquid/index.ts";
import { compose } from "#shared/content/mime/index.ts";
import type { Rendered, RenderRequest } from "#shared/ports/renderer.ts";
import { capOutput } from "./cap-output.ts";
import { cleanSubject } from "./clean-subject.ts";
import { openLinks } from "./open-links.ts";
import type { Prepared } from "./prepare-template.ts";

/**
 * Renders a mail of any template. @throws LiquidError or InvalidInput when the data yields no mail;
 * Defect as `compose`
 */
export function renderLiquid(prepared: Prepared, request: RenderRequest): Rendered {
  const { data, head, openUrl } = request;
  const run = openLiquid();
  const { scope, followed } = openLinks(prepared.links, request, run);
  const subject = cleanSubject(capOutput(run(plainEngine, prepared.subject, data), "subject"));
  const { html: bare, text } = finishFooter(request, {
    html: capOutput(run(htmlEngine, prepared.html, scope), "HTML"),
    text: dropEmptyLinks(capOutput(run(plainEngine, prepared.text, scope).trim(), "text")),
  });
  const html = openUrl === undefined ? bare : addPixel(bare, openUrl);
  const { targets: dynamicLinks, notes } = followed;
  return {
    subject,
    raw: compose({ ...head, subject, html, text }),
    dynamicLinks,
    ...(notes && { notes }),
  };

  /** Derived texts have links as `label <address>`. */
  function dropEmptyLinks(whole: string): string {
    return followed.dropped ? whole.replaceAll(/ ?<>/g, "") : whole;
  }
}
