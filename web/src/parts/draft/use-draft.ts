import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { expectChanges } from "../../api/live.ts";
import { Draft } from "./draft.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

type Answer<D> = { data: D; etag: string | undefined };
type Options<D, T> = {
  /** The page's query of what the API holds; a save puts its answer there. */
  queryKey: readonly unknown[];
  /** What that query read last. */
  read: Answer<D>;
  /** What is edited of it. */
  valueOf: (data: D) => T;
  /** @throws Problem with 412 when `etag` is no longer what the API holds */
  save: (value: T, etag: string) => Promise<Answer<D>>;
  load: () => Promise<Answer<D>>;
  isSame?: (one: T, other: T) => boolean;
  /** Saved by itself; else before changes are lost one is asked. */
  isAutomatic?: boolean;
  /** Whether leaving is guarded: not where the key may not save. */
  isGuarded?: boolean;
  /** The search parameter that names the shown part of the page: another one leaves, too. */
  part?: string;
};

/** A draft of this page: what is read again of the API is told to it, and leaving is guarded. */
export function useDraft<D, T>(options: Options<D, T>) {
  const { read, isSame, isAutomatic = false, isGuarded = true, part } = options;
  const client = useQueryClient();
  const latest = useRef(options);
  latest.current = options;
  const [draft] = useState(() => {
    const storedOf = ({ data, etag = "*" }: Answer<D>) => {
      return { value: latest.current.valueOf(data), etag };
    };
    const save = async (value: T, etag: string) => {
      const saved = await latest.current.save(value, etag);
      const { queryKey } = latest.current;
      // What was asked before the save would bring back what it replaced.
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, saved);
      expectChanges();
      return storedOf(saved);
    };
    const load = async () => {
      const theirs = await latest.current.load();
      client.setQueryData(latest.current.queryKey, theirs);
      return storedOf(theirs);
    };
    const made = new Draft(storedOf(read), { save, load, isAutomatic, ...(isSame && { isSame }) });
    return { made, storedOf };
  });
  const { made, storedOf } = draft;
  const state = useSyncExternalStore(made.subscribe, made.state);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) made.heard(storedOf(read));
    isFirst.current = false;
  }, [made, storedOf, read]);
  useEffect(() => () => made.close(), [made]);
  useLeaveGuard({
    isOpen: () => isGuarded && made.state().status !== "saved",
    // What saves itself is saved before one leaves.
    ...(isAutomatic && { save: () => made.flush() }),
    ...(part !== undefined && { part }),
  });
  return { draft: made, state };
}
