/** Which lines of the law a part lacks: each mail names its sender's address and the way out. */
export type Missing = { postalAddress: boolean; unsubscribe: boolean };

const STYLE =
  "margin:0 auto;padding:24px 16px;max-width:600px;font:13px/1.5 Arial,sans-serif;" +
  "text-align:center;color:#444444;background:#ffffff";

/** The line of the HTML by which people leave, with what its link leads to. */
const unsubscribeLine = (url: string) =>
  `<p style="margin:0"><a href="${url}" style="color:#444444">Unsubscribe</a></p>`;

/**
 * The missing lines as HTML, of an address and a URL that are HTML already; nothing where none is
 * missing.
 */
export function htmlFooter(missing: Missing, address: string, url: string): string {
  const lines = [
    missing.postalAddress && `<p style="margin:0;white-space:pre-line">${address}</p>`,
    missing.unsubscribe && unsubscribeLine(url),
  ].filter(Boolean);
  return lines.length === 0
    ? ""
    : `<div role="contentinfo" style="${STYLE}">${lines.join("")}</div>`;
}

/** The text with the missing lines at its end. */
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
 * The parts of a mail that has no way out, such as one to the team, without the lines that were to
 * lead to it.
 */
export function dropUnsubscribeLine({ html, text }: { html: string; text: string }) {
  const end = `\n\n${TEXT_PREFIX}`.trimEnd();
  return {
    html: html.replace(unsubscribeLine(""), ""),
    text: text.endsWith(end) ? text.slice(0, -end.length) : text,
  };
}
