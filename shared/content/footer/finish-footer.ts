import { escapeHtml } from "#shared/content/liquid/index.ts";
import type { RenderRequest } from "#shared/ports/renderer.ts";
import {
  appendTextFooter,
  dropUnsubscribeLine,
  htmlFooter,
  type Missing,
} from "./append-footer.ts";
import { findFooter, findTextFooter, type RequiredFooter } from "./find-footer.ts";

type Parts = { html: string; text: string };
type Request = Pick<RenderRequest, "template" | "data">;

/** Mails to the team must not offer to change the contact's consent. */
const hasNoUnsubscribe = ({ data }: Request) => data.unsubscribe_url === "";

/** Whether a mail's footer needs more than its template prints. */
export const needsFooterWork = (request: Request): boolean =>
  request.template.seekHtmlFooter === true ||
  request.template.seekTextFooter === true ||
  hasNoUnsubscribe(request);

/**
 * Adds the required footer to rendered parts in which it is neither guaranteed nor found; drops the
 * unsubscribe line if there is no URL.
 * @throws Error when an appended footer would be invisible, as the template's fault
 */
export function finishFooter(request: Request, parts: Parts): Parts {
  if (!needsFooterWork(request)) return parts;
  const { template, data } = request;
  const required: RequiredFooter = {
    unsubscribeUrl: String(data.unsubscribe_url ?? ""),
    postalAddress: String(data.postal_address ?? ""),
  };
  const { html, text } = hasNoUnsubscribe(request) ? dropUnsubscribeLine(parts) : parts;
  return {
    html: template.seekHtmlFooter ? finishHtml(html, required) : html,
    text: template.seekTextFooter ? finishText(text, required) : text,
  };
}

function finishHtml(html: string, required: RequiredFooter): string {
  const { end, ...found } = findFooter(html, required);
  const missing = not(found);
  if (!missing.unsubscribe && !missing.postalAddress) return html;
  if (end === undefined) throw new Error("a footer at the end of the HTML would not be read");
  const footer = htmlFooter(
    missing,
    escapeHtml(required.postalAddress),
    escapeHtml(required.unsubscribeUrl),
  );
  return html.slice(0, end) + footer + html.slice(end);
}

const finishText = (text: string, required: RequiredFooter): string =>
  appendTextFooter(
    text,
    not(findTextFooter(text, required)),
    required.postalAddress,
    required.unsubscribeUrl,
  );

const not = ({ unsubscribe, postalAddress }: Missing): Missing => ({
  unsubscribe: !unsubscribe,
  postalAddress: !postalAddress,
});
