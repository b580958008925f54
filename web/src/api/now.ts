import { useSyncExternalStore } from "react";

/** How far the API's clock is ahead of this machine's: a development clock can be moved. */
let aheadMs = 0;
let now = Date.now();
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now() + aheadMs;
  for (const listener of listeners) listener();
}
setInterval(tick, 10_000);

/** Sets the clock by what the API says (ISO text). */
export function setApiNow(iso: string): void {
  aheadMs = new Date(iso).getTime() - Date.now();
  tick();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Now as the API sees it, in ms; it moves every ten seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
