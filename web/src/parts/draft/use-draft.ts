import { useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { expectChanges } from "../../api/live.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useConfirm } from "../confirm.tsx";
import { Draft } from "./draft.ts";
import { draftTexts } from "./texts.ts";

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
  useLeaveGuard(made, isAutomatic, isGuarded, part);
  return { draft: made, state };
}

/**
 * What saves itself is saved before one leaves; of changes that are not, one is asked. The browser
 * asks where that can't be waited for.
 */
function useLeaveGuard(
  draft: Pick<Draft<unknown>, "state" | "flush">,
  isAutomatic: boolean,
  isGuarded: boolean,
  part: string | undefined,
): void {
  const { leave } = useTexts(draftTexts);
  const confirm = useConfirm();
  const partOf = ({ search }: { search: object }) =>
    part === undefined ? undefined : (search as Record<string, unknown>)[part];
  const isOpen = () => isGuarded && draft.state().status !== "saved";
  const mayLeave = async () =>
    (isAutomatic && (await draft.flush())) ||
    confirm({
      title: leave.title,
      consequences: [leave.consequence],
      action: leave.action,
      isDangerous: true,
    });
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      const isOther = current.pathname !== next.pathname || partOf(current) !== partOf(next);
      return isOther && isOpen() && !(await mayLeave());
    },
    enableBeforeUnload: isOpen,
  });
}
