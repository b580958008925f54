import { useQueryClient } from "@tanstack/react-query";
import { answer, api, read } from "../../api/client.ts";
import { expectChanges } from "../../api/live.ts";
import { useConfirm } from "../../parts/confirm.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { sourceOf } from "./source.ts";
import { templateTexts } from "./texts.ts";

/** Deletes a template after a question, and offers to put it back; a refusal names who uses it. */
export function useDelete(onDeleted?: () => void): (id: string) => Promise<void> {
  const texts = useTexts(templateTexts);
  const client = useQueryClient();
  const confirm = useConfirm();
  const params = (id: string) => ({ params: { path: { id } } });
  const refresh = () => {
    expectChanges();
    return client.invalidateQueries({ queryKey: ["templates"] });
  };
  const restore = async (id: string, source: ReturnType<typeof sourceOf>) => {
    await read(api.PUT("/v1/templates/{id}", { ...params(id), body: source }));
    await refresh();
  };
  const fail = (error: Error) => toast(error.message, { isFault: true });
  return async (id) => {
    const { title, consequence, action } = texts.remove;
    const isSure = await confirm({
      title: title(id),
      consequences: [consequence],
      action,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      const { data } = await answer(api.GET("/v1/templates/{id}", params(id)));
      await read(api.DELETE("/v1/templates/{id}", params(id)));
      const source = sourceOf(data);
      toast(texts.remove.done(id), { undo: () => void restore(id, source).catch(fail) });
      onDeleted?.();
      await refresh();
    } catch (error) {
      fail(error as Error);
    }
  };
}
