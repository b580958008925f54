import { Defect } from "#shared/kernel/errors.ts";
import { compose } from "#shared/mail/index.ts";
import type { Rendered, RenderRequest, RenderResult } from "#shared/ports/renderer.ts";
import { addPixel } from "./add-pixel.ts";
import { describeCause } from "./describe-error.ts";
import { MAX_REASON_LENGTH } from "./limits.ts";
import { renderMail } from "./render-mail.ts";

/**
 * A result per request, in order: a mail that cannot be rendered fails alone, with its reason.
 * @throws Defect when a header that we make ourselves is malformed: no mail is refused for our fault
 */
export async function render(requests: RenderRequest[]): Promise<RenderResult[]> {
  return requests.map(renderAlone);
}

function renderAlone(request: RenderRequest): RenderResult {
  try {
    return { ok: true, mail: finish(request) };
  } catch (error) {
    if (error instanceof Defect) throw error;
    return { ok: false, reason: describeCause(error).slice(0, MAX_REASON_LENGTH) };
  }
}

function finish(request: RenderRequest): Rendered {
  const { head, openUrl } = request;
  const { subject, html, text, dynamicLinks } = renderMail(request);
  const shown = openUrl === undefined ? html : addPixel(html, openUrl);
  return { subject, raw: compose({ ...head, subject, html: shown, text }), dynamicLinks };
}
