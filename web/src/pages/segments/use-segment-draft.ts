import { useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";
import { useDraft } from "../../parts/draft/use-draft.ts";
import { idOf } from "../../parts/id-of.ts";
import { NEW_SEGMENT } from "./new-segment.ts";
import { isSameSegment, type SegmentDraft } from "./segment-draft.ts";

type Segment = Schemas["Segment"];
export type StoredSegment = { data: Segment | undefined; etag: string | undefined };

/** `0` is the version of what does not exist. */
const NEW: StoredSegment = { data: undefined, etag: '"0"' };

/** A segment in hand, or a new one, whose id is typed or made of its name. */
export function useSegmentDraft(typedId: string | undefined, read: StoredSegment = NEW) {
  const client = useQueryClient();
  const idFor = (name: string) => read.data?.id ?? typedId ?? idOf(name);
  const held = useDraft<Segment | undefined, SegmentDraft>({
    queryKey: ["segments", read.data?.id ?? NEW_SEGMENT],
    read,
    valueOf: (saved) => ({ name: saved?.name ?? "", condition: saved?.condition }),
    save: async ({ name, condition }, etag) => {
      const body = { name: name.trim(), condition: condition as Segment["condition"] };
      const params = { path: { id: idFor(name) }, header: { "If-Match": etag } };
      const saved = await answer(api.PUT("/v1/segments/{id}", { params, body }));
      void client.invalidateQueries({ queryKey: ["segments", "list"] });
      return saved;
    },
    load: async () => {
      // That an id is taken is no conflict: it is told at the field.
      if (!read.data) throw new Error();
      return answer(api.GET("/v1/segments/{id}", { params: { path: { id: read.data.id } } }));
    },
    isSame: isSameSegment,
    isGuarded: useMay("admin"),
  });
  return { ...held, id: idFor(held.state.history.present.name) };
}
