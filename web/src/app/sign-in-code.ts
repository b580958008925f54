let code: string | undefined;
let listener: () => void = () => {};

/** Takes the code out of the address: neither it nor the history keeps it. */
function look(): void {
  const found = new URLSearchParams(location.hash.slice(1)).get("signin");
  if (!found) return;
  code = found;
  history.replaceState(history.state, "", location.pathname + location.search);
  listener();
}
look();
window.addEventListener("hashchange", look);

/** The one-time code of a sign-in link that led here, once. */
export function takeCode(): string | undefined {
  const taken = code;
  code = undefined;
  return taken;
}

/** Called when a link is put into a tab that shows the console already. */
export function onCode(called: () => void): () => void {
  listener = called;
  return () => {
    listener = () => {};
  };
}
