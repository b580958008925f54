import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { answer, api, type Schemas } from "../../api/client.ts";
import type { Definition } from "../../canvas/definition.ts";
import { Draft, type Stored } from "../../canvas/draft.ts";

type Answer = { data: Schemas["Sequence"]; etag: string | undefined };

const storedOf = ({ data, etag }: Answer): Stored => ({
  definition: data.draft as unknown as Definition,
  etag: etag ?? "*",
});

const load = (id: string) =>
  answer(api.GET("/v1/sequences/{id}", { params: { path: { id } } })) as Promise<Answer>;

/** The sequence as the API holds it, its draft and version with it. */
export const useStoredSequence = (id: string) =>
  useQuery({ queryKey: [`sequence:${id}`, "draft"], queryFn: () => load(id) });

function openDraft(id: string, first: Answer, client: QueryClient): Draft {
  const save = async (definition: Definition, etag: string) => {
    const saved = (await answer(
      api.PUT("/v1/sequences/{id}", {
        params: { path: { id }, header: { "If-Match": etag } },
        body: definition as never,
      }),
    )) as Answer;
    const queryKey = [`sequence:${id}`, "draft"];
    // What was asked before the save and is answered after it would pass for another's change.
    await client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, saved);
    return storedOf(saved);
  };
  return new Draft(storedOf(first), save, async () => storedOf(await load(id)));
}

/** A draft of this page, saved by itself; what is read again of the API is told to it. */
export function useDraft(id: string, read: Answer) {
  const client = useQueryClient();
  const [draft] = useState(() => openDraft(id, read, client));
  const state = useSyncExternalStore(draft.subscribe, draft.state);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) draft.heard(storedOf(read));
    isFirst.current = false;
  }, [draft, read]);
  useEffect(() => () => draft.close(), [draft]);
  // What is not saved is saved before one leaves; the browser asks where that can't be waited for.
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname) return false;
      if (draft.state().status === "saved") return false;
      return !(await draft.flush());
    },
    enableBeforeUnload: () => draft.state().status !== "saved",
  });
  return { draft, state };
}
