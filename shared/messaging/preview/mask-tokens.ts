import type { ReadMail } from "#shared/content/mime/index.ts";

/** Links of a mail that act for its contact: click, open, unsubscribe, preferences, confirm. */
const TOKEN = /(\/[couapk]\/)[\w-]{8}\.[\w-]*\.[\w-]{22}/g;
const mask = (text: string) => text.replaceAll(TOKEN, "$1hidden");

/** The mail with links that lead to the same pages and do nothing there. */
export const maskTokens = ({ headers, html, text }: ReadMail): ReadMail => ({
  headers: headers.map(({ name, value }) => ({ name, value: mask(value) })),
  html: mask(html),
  text: mask(text),
});
