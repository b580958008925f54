import type { Rendered, RenderRequest } from "#shared/ports/renderer.ts";
import { prepareTemplate } from "./prepare-template.ts";
import { renderLiquid } from "./render-liquid.ts";
import { renderPlain } from "./render-plain.ts";

/**
 * @throws LiquidError or InvalidInput when the template and data yield no mail; Defect as `compose`
 */
export function renderMail(request: RenderRequest): Rendered {
  const prepared = prepareTemplate(request.template);
  return renderPlain(prepared, request) ?? renderLiquid(prepared, request);
}
