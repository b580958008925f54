import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api, read } from "./client.ts";
import { Problem } from "./problem.ts";

/** While something shown changes; and else. */
const BUSY_MS = 2_000;
const QUIET_MS = 15_000;
/** After a change of our own: its effects take about so long. */
const SOON_MS = 700;
/** After other topics are shown: a page mounts its queries within so long. */
const MOUNTED_MS = 50;
/** After a change, more are likely for so long. */
const BUSY_FOR_MS = 60_000;
/** The API's limit. */
const MOST_TOPICS = 30;
const TOPIC =
  /^(sequences|contacts|messages|jobs|settings|templates|segments|mailbox)$|^(sequence|contact):/;

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

let busyUntil = 0;
let askSoon = () => {};

/** After a change of our own more follow, such as the mail that an event causes: asks often. */
export function expectChanges(): void {
  busyUntil = Date.now() + BUSY_FOR_MS;
  askSoon();
}

/** Whether the API answered when it was last asked. */
export const useIsConnected = (): boolean => useSyncExternalStore(subscribe, () => isConnected);

/** What is on the screen: the first part of each shown query's key, where it is a topic. */
function topicsShown(client: QueryClient): string[] {
  const keys = client.getQueryCache().findAll({ type: "active" });
  const topics = new Set(keys.map(({ queryKey: [topic] }) => String(topic)));
  return [...topics]
    .filter((topic) => TOPIC.test(topic))
    .toSorted()
    .slice(0, MOST_TOPICS);
}

/**
 * Keeps what is shown fresh: asks whether the topics shown changed, and has their queries ask
 * again. Nothing is asked while the tab is hidden.
 */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    let last = { topics: "", after: "" };
    // Each topic as it was when it was last asked for: what changed while it was not shown, too.
    const versions = new Map<string, string>();
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const ask = async () => {
      const topics = topicsShown(client).join(",");
      if (topics === "") return;
      const after = last.topics === topics ? last.after : undefined;
      const query = { topics, ...(after && { after }) };
      const changes = await read(api.GET("/v1/changes", { params: { query } }));
      if (!isConnected) await client.invalidateQueries();
      setConnected(true);
      last = { topics, after: changes.after };
      const changed = changes.items.filter(({ topic, version }) => {
        const known = versions.get(topic);
        versions.set(topic, version);
        return known !== undefined && known !== version;
      });
      if (changed.length === 0) return;
      busyUntil = Date.now() + BUSY_FOR_MS;
      for (const { topic } of changed) void client.invalidateQueries({ queryKey: [topic] });
    };
    const poll = async () => {
      clearTimeout(timer);
      if (!document.hidden) {
        await ask().catch((error) => {
          if (error instanceof Problem && error.status === 0) setConnected(false);
        });
      }
      const pause = Date.now() < busyUntil || !isConnected ? BUSY_MS : QUIET_MS;
      if (!isOver) timer = setTimeout(poll, pause);
    };
    const onVisible = () => void (document.hidden || poll());
    document.addEventListener("visibilitychange", onVisible);
    timer = setTimeout(poll, BUSY_MS);
    const askIn = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(poll, ms);
    };
    askSoon = () => askIn(SOON_MS);
    // Asked before their data has come, new topics can't change unseen in between.
    let shown = "";
    const unwatch = client.getQueryCache().subscribe(() => {
      const topics = topicsShown(client).join(",");
      if (topics !== shown) askIn(MOUNTED_MS);
      shown = topics;
    });
    return () => {
      isOver = true;
      askSoon = () => {};
      unwatch();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [client]);
}
