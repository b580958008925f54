import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { type Question, useConfirm } from "./confirm.tsx";
import { toast } from "./toasts.ts";

type Action<T, V> = {
  run: (value: V) => Promise<T>;
  /** Asked first; left out where nothing can be lost. */
  question?: (value: V) => Question;
  /** What is said once it is done; left out where the page shows it. */
  said?: (result: T, value: V) => string;
  /** What takes it back, where something does; `run` does the same with another value. */
  undo?: (result: T, value: V, run: (value: V) => void) => (() => void) | undefined;
  /** Awaited before what is shown is read again: the page may be left first. */
  onDone?: (result: T, value: V) => unknown;
};

/**
 * A change behind a button: asked first where it hurts, told when done, refused in the API's words.
 */
export function useAction<T, V = void>({ run, question, said, undo, onDone }: Action<T, V>) {
  const { lost } = useTexts(appTexts);
  const client = useQueryClient();
  const confirm = useConfirm();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: run,
    onSuccess: async (result, value) => {
      const back = undo?.(result, value, mutate);
      if (said) toast(said(result, value), back && { undo: back });
      await onDone?.(result, value);
      await client.invalidateQueries();
    },
    onError: ({ message }) => toast(message || lost.unreachable, { isFault: true }),
  });
  const latest = useRef(question);
  latest.current = question;
  const ask = useCallback(
    async (value: V) => {
      const asked = latest.current?.(value);
      if (!asked || (await confirm(asked))) mutate(value);
    },
    [confirm, mutate],
  );
  return { ask, isPending, value: isPending ? variables : undefined };
}
