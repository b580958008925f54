import { useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../api/client.ts";
import type { Definition } from "../../canvas/definition.ts";
import { useDraft } from "../../parts/draft/use-draft.ts";

export type StoredSequence = { data: Schemas["Sequence"]; etag: string | undefined };

const keyOf = (id: string) => [`sequence:${id}`, "draft"];
const load = (id: string) =>
  answer(api.GET("/v1/sequences/{id}", { params: { path: { id } } })) as Promise<StoredSequence>;

/** The sequence as the API holds it, its draft and version with it. */
export const useStoredSequence = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => load(id) });

/** The draft of a sequence, saved by itself. */
export const useSequenceDraft = (id: string, read: StoredSequence, mayEdit: boolean) =>
  useDraft({
    queryKey: keyOf(id),
    read,
    valueOf: ({ draft }) => draft as unknown as Definition,
    save: (definition, etag) =>
      answer(
        api.PUT("/v1/sequences/{id}", {
          params: { path: { id }, header: { "If-Match": etag } },
          body: definition as never,
        }),
      ) as Promise<StoredSequence>,
    load: () => load(id),
    isAutomatic: true,
    isGuarded: mayEdit,
  });
