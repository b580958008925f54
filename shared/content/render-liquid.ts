import { compose } from "#shared/mail/index.ts";
import type { Rendered, RenderRequest } from "#shared/ports/renderer.ts";
import { addPixel } from "./add-pixel.ts";
import { capOutput } from "./cap-output.ts";
import { cleanSubject } from "./clean-subject.ts";
import { htmlEngine, plainEngine } from "./engines.ts";
import { finishFooter } from "./finish-footer.ts";
import { openLinks } from "./open-links.ts";
import type { Prepared } from "./prepare-template.ts";
import { openLiquid } from "./run-liquid.ts";

/**
 * A mail of any template and any data.
 * @throws LiquidError or InvalidInput when they make no mail; Defect as `compose`
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

  /** A derived text has links as `label <address>`. */
  function dropEmptyLinks(whole: string): string {
    return followed.dropped ? whole.replaceAll(/ ?<>/g, "") : whole;
  }
}
