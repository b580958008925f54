/** The legally required lines that a part lacks: the sender's address and an unsubscribe link. */
export type Missing = { postalAddress: boolean; unsubscribe: boolean };

const STYLE =
  "margin:0 auto;padding:24px 16px;max-width:600px;font:13px/1.5 Arial,sans-serif;" +
  "text-align:center;color:#444444;background:#ffffff";

/** The HTML unsubscribe line with its URL. */
const unsubscribeLine = (url: string) =>
  `<p style="margin:0"><a href="${url}" style="color:#444444">Unsubscribe</a></p>`;

/** The missing lines as HTML (`address` and `url` are HTML already); empty if none is missing. */
export function htmlFooter(missing: Missing, address: string, url: string): string {
  const lines = [
    missing.postalAddress && `<p style="margin:0;white-space:pre-line">${address}</p>`,
    missing.unsubscribe && unsubscribeLine(url),
  ].filter(Boolean);
  return lines.length === 0
    ? ""
    : `<div role="contentinfo" style="${STYLE}">${lines.join("")}</div>`;
}

/** Appends the missing lines to the text. */
export function appendTextFooter(
  text: string,
  missing: Missing,
  address: string,
  url: string,
): string {
  const lines = [missing.postalAddress && address, missing.unsubscribe && `${TEXT_PREFIX}${url}`];
  return [text, ...lines.filter(Boolean)].join("\n\n");
}

const TEXT_PREFIX = "Unsubscribe: ";

/**
 * Removes the unsubscribe line from a mail without an unsubscribe link, such as one to the team.
 */
export function dropUnsubscribeLine({ html, text }: { html: string; text: string }) {
  const end = `\n\n${TEXT_PREFIX}`.trimEnd();
  return {
    html: html.replace(unsubscribeLine(""), ""),
    text: text.endsWith(end) ? text.slice(0, -end.length) : text,
  };
}
