import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { lazyValue } from "../parts/lazy-value.ts";
import type { Following } from "./follow-changes.ts";

const following = lazyValue(() => import("./follow-changes.ts"));

/** A part of the console that did not load is asked for again after so long. */
const AGAIN_MS = 15_000;

let isConnected = true;
const listeners = new Set<() => void>();
function setConnected(next: boolean): void {
  if (next === isConnected) return;
  isConnected = next;
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

let current: Following | undefined;

/** After a change of our own more follow, such as the mail that an event causes: asks soon. */
export const expectChanges = (): void => current?.expectChanges();

/** Whether the API answered when it was last asked. */
export const useIsConnected = (): boolean => useSyncExternalStore(subscribe, () => isConnected);

/** Keeps what is shown fresh. How is loaded after the page, which does not wait for it. */
export function useLive(hasStream: boolean): void {
  const client = useQueryClient();
  useEffect(() => follow(client, hasStream), [client, hasStream]);
}

function follow(client: QueryClient, hasStream: boolean): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = async () => {
    try {
      const { followChanges } = await following.load();
      if (!isOver) current = followChanges(client, hasStream, setConnected);
    } catch {
      if (!isOver) timer = setTimeout(load, AGAIN_MS);
    }
  };
  void load();
  return () => {
    isOver = true;
    clearTimeout(timer);
    current?.close();
    current = undefined;
  };
}
