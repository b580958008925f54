import { describeCause, MAX_REASON_LENGTH } from "#shared/content/liquid/index.ts";
import { Defect } from "#shared/kernel/errors.ts";
import type { RenderRequest, RenderResult } from "#shared/ports/renderer.ts";
import { isRefusal } from "./is-refusal.ts";
import { renderMail } from "./render-mail.ts";

/**
 * Renders each request, in order; a mail that can't be rendered fails alone, with its reason.
 * @throws Defect when one of our own headers is malformed: no mail is refused for our fault
 */
export async function render(requests: RenderRequest[]): Promise<RenderResult[]> {
  return requests.map(renderOne);
}

/** Renders one request. @throws Defect as {@link render} */
export function renderOne(request: RenderRequest): RenderResult {
  try {
    return { ok: true, mail: renderMail(request) };
  } catch (error) {
    if (error instanceof Defect) throw error;
    const reason = describeCause(error).slice(0, MAX_REASON_LENGTH);
    return { ok: false, reason, ...(!isRefusal(error) && { broken: true as const }) };
  }
}
