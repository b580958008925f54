/** The HTML with an unseen picture at the end of its body, which reports that it was opened. */
export function addPixel(html: string, url: string): string {
  const image = `<img src="${url}" width="1" height="1" alt="">`;
  const end = html.lastIndexOf("</body>");
  return end < 0 ? html + image : html.slice(0, end) + image + html.slice(end);
}
