import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../../api/client.ts";
import { useDraft } from "../../../parts/draft/use-draft.ts";
import { toast } from "../../../parts/toasts.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { isSame, type Source, sourceOf } from "../source.ts";
import { templateTexts } from "../texts.ts";

export type Stored = { data: Schemas["Template"]; etag: string | undefined };

const keyOf = (id: string) => ["templates", id];
const load = (id: string) =>
  answer(api.GET("/v1/templates/{id}", { params: { path: { id } } })) as Promise<Stored>;

export const useStoredTemplate = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => load(id) });

/** The source as it is edited here, upon the version that it began from. */
export function useSource(id: string, read: Stored) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const client = useQueryClient();
  const { draft, state } = useDraft<Schemas["Template"], Source>({
    queryKey: keyOf(id),
    read,
    valueOf: sourceOf,
    save: async (body, etag) => {
      const params = { path: { id }, header: { "If-Match": etag } };
      const saved = (await answer(api.PUT("/v1/templates/{id}", { params, body }))) as Stored;
      void client.invalidateQueries({ queryKey: ["templates"] });
      return saved;
    },
    load: () => load(id),
    isSame,
  });
  /** Saves the next version; Undo saves the one before again. */
  const save = async () => {
    const before = read.data;
    if (!(await draft.flush())) return;
    const { version } = client.getQueryData<Stored>(keyOf(id))!.data;
    if (version === before.version) return;
    const undo = () => {
      draft.edit(sourceOf(before));
      void draft.flush();
    };
    toast(texts.saved(format.number(version)), { undo });
  };
  const { status } = state;
  return { draft, state, source: state.history.present, isChanged: status !== "saved", save };
}

export type Editing = ReturnType<typeof useSource>;
