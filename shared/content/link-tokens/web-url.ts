/**
 * Parses a web address as browsers do: outer blanks and inner line breaks are ignored, a backslash
 * is a slash. Undefined for other schemes, and for URLs with a user or password, which disguise
 * their host.
 */
export function parseWebUrl(text: string): URL | undefined {
  const url = URL.parse(text.trim());
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return undefined;
  return url.username === "" && url.password === "" ? url : undefined;
}
