export const link = (href: string, more = "") => `<a href="${href}"${more}>x</a>`;
export const urls = (count: number) =>
  Array.from({ length: count }, (_, i) => `https://t.example/${i}`);
export const hrefs = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
