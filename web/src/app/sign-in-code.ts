let taken: string | null | undefined;

/** The one-time code of the link that opened the page, once; the address bar forgets it. */
export function takeCode(): string | null {
  if (taken !== undefined) return null;
  taken = new URLSearchParams(location.hash.slice(1)).get("signin");
  if (taken) history.replaceState(null, "", location.pathname + location.search);
  return taken;
}

/** Whether the page was opened by such a link. */
export const hadCode = (): boolean => Boolean(taken);
