import { escapeHtml } from "#shared/content/liquid/index.ts";

/** What the picture that reports an open stands before, where the HTML has it. */
export const BODY_END = "</body>";

export const pixelOf = (url: string): string =>
  `<img src="${escapeHtml(url)}" width="1" height="1" alt="">`;

/** The HTML with that picture, unseen, at the end of its body. */
export function addPixel(html: string, url: string): string {
  const end = html.lastIndexOf(BODY_END);
  return end < 0 ? html + pixelOf(url) : html.slice(0, end) + pixelOf(url) + html.slice(end);
}
