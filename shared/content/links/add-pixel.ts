import { escapeHtml } from "#shared/content/liquid/index.ts";

/** The pixel is inserted before this, if the HTML has it. */
export const BODY_END = "</body>";

export const pixelOf = (url: string): string =>
  `<img src="${escapeHtml(url)}" width="1" height="1" alt="">`;

/** Adds the invisible open pixel at the end of the body. */
export function addPixel(html: string, url: string): string {
  const end = html.lastIndexOf(BODY_END);
  return end < 0 ? html + pixelOf(url) : html.slice(0, end) + pixelOf(url) + html.slice(end);
}
