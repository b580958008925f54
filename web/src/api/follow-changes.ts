import type { QueryClient } from "@tanstack/react-query";
import { api, read } from "./client.ts";
import { Feed, type Listener } from "./feed.ts";

/** The API's limit. */
const MOST_TOPICS = 30;
const TOPIC =
  /^(sequences|contacts|messages|jobs|settings|templates|segments|mailbox)$|^(sequence|contact):/;

export type Following = { expectChanges: () => void; close: () => void };

/** What is on the screen: the first part of each shown query's key, where it is a topic. */
function topicsShown(client: QueryClient): string[] {
  const keys = client.getQueryCache().findAll({ type: "active" });
  const topics = new Set(keys.map(({ queryKey: [topic] }) => String(topic)));
  return [...topics]
    .filter((topic) => TOPIC.test(topic))
    .toSorted()
    .slice(0, MOST_TOPICS);
}

/** Server-sent events of the process; the session's cookie goes with them. */
function openStream(topics: string, { heard, failed }: Listener): () => void {
  const source = new EventSource(`/v1/changes/stream?topics=${encodeURIComponent(topics)}`);
  source.onmessage = ({ data }) => heard(JSON.parse(data));
  source.onerror = failed;
  return () => source.close();
}

/**
 * Learns which of the topics shown changed, and has their queries ask again. Nothing is asked while
 * the tab is hidden.
 */
export function followChanges(
  client: QueryClient,
  hasStream: boolean,
  setConnected: (is: boolean) => void,
): Following {
  const feed = new Feed({
    ask: (topics, after) => {
      const query = { topics, ...(after && { after }) };
      return read(api.GET("/v1/changes", { params: { query } }));
    },
    stream: hasStream ? openStream : undefined,
    topics: () => topicsShown(client),
    isHidden: () => document.hidden,
    onNews: (topics) => {
      for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] });
    },
    onLost: () => setConnected(false),
    onBack: async () => {
      await client.invalidateQueries();
      setConnected(true);
    },
  });
  const look = () => feed.look();
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  window.addEventListener("offline", look);
  // Asked before their data has come, new topics can't change unseen in between.
  let shown = "";
  const watch = () => {
    const topics = topicsShown(client).join(",");
    if (topics !== shown) feed.topicsChanged();
    shown = topics;
  };
  watch();
  const unwatch = client.getQueryCache().subscribe(watch);
  const close = () => {
    unwatch();
    feed.close();
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("online", look);
    window.removeEventListener("offline", look);
  };
  return { expectChanges: () => feed.expectChanges(), close };
}
