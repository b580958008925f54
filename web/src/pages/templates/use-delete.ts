import { answer, api, read } from "../../api/client.ts";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { sourceOf } from "./source.ts";
import { templateTexts } from "./texts.ts";

const paramsOf = (id: string) => ({ params: { path: { id } } });

/** Deletes a template after a question, and offers to put it back; a refusal names who uses it. */
export function useDelete(onDeleted?: () => unknown): (id: string) => Promise<void> {
  const { remove: texts } = useTexts(templateTexts);
  const restore = useAction({
    run: ({ id, source }: { id: string; source: ReturnType<typeof sourceOf> }) =>
      read(api.PUT("/v1/templates/{id}", { ...paramsOf(id), body: source })),
  });
  const remove = useAction({
    run: async (id: string) => {
      const { data } = await answer(api.GET("/v1/templates/{id}", paramsOf(id)));
      await read(api.DELETE("/v1/templates/{id}", paramsOf(id)));
      return sourceOf(data);
    },
    question: (id) => ({
      title: texts.title(id),
      consequences: [texts.consequence],
      action: texts.action,
      isDangerous: true,
    }),
    said: (_, id) => texts.done(id),
    undo: (source, id) => () => void restore.ask({ id, source }),
    ...(onDeleted && { onDone: onDeleted }),
  });
  return remove.ask;
}
