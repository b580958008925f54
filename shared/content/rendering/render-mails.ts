import { AssertionError, LiquidError } from "liquidjs";
import { describeCause, MAX_REASON_LENGTH } from "#shared/content/liquid/index.ts";
import { Defect, InvalidInput } from "#shared/kernel/errors.ts";
import type { Rendered, RenderRequest, RenderResult } from "#shared/ports/renderer.ts";
import { prepareTemplate } from "./prepare-template.ts";
import { renderLiquid } from "./render-liquid.ts";
import { renderPlain } from "./render-plain.ts";

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

/**
 * @throws LiquidError or InvalidInput when the template and data yield no mail; Defect as `compose`
 */
function renderMail(request: RenderRequest): Rendered {
  const prepared = prepareTemplate(request.template);
  return renderPlain(prepared, request) ?? renderLiquid(prepared, request);
}

/**
 * Whether a mail failed for a limit or check of ours, which no later template version fixes. All
 * other rendering errors are the template's fault.
 */
function isRefusal(error: unknown): boolean {
  const cause = LiquidError.is(error) ? (error.originalError ?? error) : error;
  if (cause instanceof InvalidInput) return true;
  return cause instanceof AssertionError && cause.message.endsWith("limit exceeded");
}
