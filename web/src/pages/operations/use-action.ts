import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Question, useConfirm } from "../../parts/confirm.tsx";
import { toast } from "../../parts/toast.tsx";

type Action<T, V> = {
  run: (value: V) => Promise<T>;
  /** Asked first; left out where nothing can be lost. */
  question?: (value: V) => Question;
  /** What is said once it is done. */
  said: (result: T, value: V) => string;
  onDone?: (result: T, value: V) => void;
};

/**
 * A change behind a button: asked first where it hurts, told when done, refused in the API's words.
 */
export function useAction<T, V = void>({ run, question, said, onDone }: Action<T, V>) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const change = useMutation({
    mutationFn: run,
    onSuccess: async (result, value) => {
      toast(said(result, value));
      onDone?.(result, value);
      await client.invalidateQueries();
    },
    onError: ({ message }) => toast(message, { isFault: true }),
  });
  const ask = async (value: V) => {
    if (!question || (await confirm(question(value)))) change.mutate(value);
  };
  return { ask, isPending: change.isPending, value: change.variables };
}
