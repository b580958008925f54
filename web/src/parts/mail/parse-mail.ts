/** A mail's HTML as the frame will read it; nothing in it loads or runs. */
const parseMail = (html: string): Document => new DOMParser().parseFromString(html, "text/html");

/**
 * The HTML with each link opening a tab, whatever target it names: in the frame it would show a
 * page that refuses to be framed. Templates may be shadow trees, which hide links.
 */
export function withOwnTabs(html: string): string {
  const mail = parseMail(html);
  for (const template of mail.querySelectorAll("template")) template.remove();
  for (const link of mail.querySelectorAll("a, area")) link.setAttribute("target", "_blank");
  return mail.documentElement.outerHTML;
}

/** What loads an image: by an attribute, or by CSS. */
const BY_ATTRIBUTE = {
  src: "img, input",
  srcset: "img, source",
  poster: "video",
  background: "*",
  href: "image",
  "xlink:href": "image",
} as const;
const ELSEWHERE = /(?:^|[\s,"'(])(?:https?:)?\/\//i;
const CSS_ELSEWHERE = /(?:url|image-set|image|src)\(\s*["']?\s*(?:https?:)?\/\//i;

/** Whether a mail has images that are fetched from their sender. */
export function hasRemoteImages(html: string): boolean {
  const mail = parseMail(html);
  const byAttribute = Object.entries(BY_ATTRIBUTE).some(([name, elements]) =>
    [...mail.querySelectorAll(elements)].some((one) =>
      ELSEWHERE.test(one.getAttribute(name) ?? ""),
    ),
  );
  const sheets = [...mail.querySelectorAll("style")].map((style) => style.textContent ?? "");
  const styles = [...mail.querySelectorAll("[style]")].map(
    (one) => one.getAttribute("style") ?? "",
  );
  return byAttribute || [...sheets, ...styles].some((css) => CSS_ELSEWHERE.test(css));
}
