/**
 * The web address that a text states, as browsers read it: blanks at its ends and line breaks
 * within it do not count, a backslash is a slash. Undefined for every other scheme, and for an
 * address with a user or password in front of its host, which exists to make one host look like
 * another.
 */
export function parseWebUrl(text: string): URL | undefined {
  const url = URL.parse(text.trim());
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return undefined;
  return url.username === "" && url.password === "" ? url : undefined;
}
