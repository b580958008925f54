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

/** A mail to the team, whose readers must not end what the contact agreed to. */
const hasNoUnsubscribe = ({ data }: Request) => data.unsubscribe_url === "";

/** Whether the footer of a mail is more than what its template prints. */
export const needsFooterWork = (request: Request): boolean =>
  request.template.seekHtmlFooter === true ||
  request.template.seekTextFooter === true ||
  hasNoUnsubscribe(request);

/**
 * The rendered parts with what the law asks for, added where the template is not sure to show it
 * and its reader would not find it; without the line for a way out where there is none.
 * @throws Error when there is no place where a footer would be read, as the template's fault
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
