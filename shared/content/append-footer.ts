/** Which lines of the law the content lacks: each mail names its sender's address and the way out. */
type Missing = { postalAddress: boolean; unsubscribe: boolean };

const ADDRESS = "{{ postal_address }}";
const UNSUBSCRIBE = "{{ unsubscribe_url }}";
const STYLE =
  "margin:0 auto;padding:24px 16px;max-width:600px;font:13px/1.5 Arial,sans-serif;" +
  "text-align:center;color:#444444;background:#ffffff";

const findMissing = (variables: string[]): Missing => ({
  postalAddress: !variables.includes("postal_address"),
  unsubscribe: !variables.includes("unsubscribe_url"),
});

/**
 * The HTML with postal address and unsubscribe link, added at the end of its body if it lacks them.
 * @param variables what the HTML reads
 * @param cover hides the added Liquid as the rest of `html` is hidden
 */
export function appendHtmlFooter(
  html: string,
  variables: string[],
  cover: (liquid: string) => string,
): string {
  const { postalAddress, unsubscribe } = findMissing(variables);
  if (!postalAddress && !unsubscribe) return html;
  const lines = [
    postalAddress && `<p style="margin:0;white-space:pre-line">${cover(ADDRESS)}</p>`,
    unsubscribe &&
      `<p style="margin:0"><a href="${cover(UNSUBSCRIBE)}" style="color:#444444">Unsubscribe</a></p>`,
  ].filter(Boolean);
  const footer = `<div role="contentinfo" style="${STYLE}">${lines.join("")}</div>`;
  const at = findLast(/<\/body\s*>/gi, html) ?? findLast(/<\/html\s*>/gi, html) ?? html.length;
  return html.slice(0, at) + footer + html.slice(at);
}

const findLast = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].at(-1)?.index;

/** The text with postal address and unsubscribe address, added at its end if it lacks them. */
export function appendTextFooter(text: string, variables: string[]): string {
  const { postalAddress, unsubscribe } = findMissing(variables);
  const lines = [postalAddress && ADDRESS, unsubscribe && `Unsubscribe: ${UNSUBSCRIBE}`];
  return [text, ...lines.filter(Boolean)].join("\n\n");
}
