import type { RenderRequest, RenderResult } from "#shared/ports/renderer.ts";
import { describeCause } from "./describe-error.ts";
import { MAX_REASON_LENGTH } from "./limits.ts";
import { renderMail } from "./render-mail.ts";

/** A result per request, in order: a mail that cannot be rendered fails alone, with its reason. */
export async function render(requests: RenderRequest[]): Promise<RenderResult[]> {
  return requests.map(renderAlone);
}

function renderAlone(request: RenderRequest): RenderResult {
  try {
    return { ok: true, mail: renderMail(request) };
  } catch (error) {
    return { ok: false, reason: describeCause(error).slice(0, MAX_REASON_LENGTH) };
  }
}
