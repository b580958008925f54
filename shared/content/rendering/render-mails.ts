import { describeCause, MAX_REASON_LENGTH } from "#shared/content/liquid/index.ts";
import { Defect } from "#shared/kernel/errors.ts";
import type { RenderRequest, RenderResult } from "#shared/ports/renderer.ts";
import { isRefusal } from "./is-refusal.ts";
import { renderMail } from "./render-mail.ts";

/**
 * A result per request, in order: a mail that cannot be rendered fails alone, with its reason.
 * @throws Defect when a header that we make ourselves is malformed: no mail is refused for our
 * fault
 */
export async function render(requests: RenderRequest[]): Promise<RenderResult[]> {
  return requests.map(renderOne);
}

/**
 * The mail of one request, or why there is none.
 * @throws Defect as {@link render}
 */
export function renderOne(request: RenderRequest): RenderResult {
  try {
    return { ok: true, mail: renderMail(request) };
  } catch (error) {
    if (error instanceof Defect) throw error;
    const reason = describeCause(error).slice(0, MAX_REASON_LENGTH);
    return { ok: false, reason, ...(!isRefusal(error) && { broken: true as const }) };
  }
}
