import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, read } from "../../api/client.ts";
import { useConfirm } from "../../parts/confirm.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

/** Stops or resumes all sending, once the consequences are confirmed. */
export function useSwitch() {
  const { sending: texts } = useTexts(operationsTexts);
  const client = useQueryClient();
  const confirm = useConfirm();
  const { mutate, isPending } = useMutation({
    mutationFn: async (stop: boolean) => {
      const answer = await read(
        stop ? api.POST("/v1/sending/stop") : api.POST("/v1/sending/resume"),
      );
      client.setQueryData(["settings", "sending"], answer);
      await client.invalidateQueries();
    },
    onSuccess: (_, stop) => toast(stop ? texts.stopped : texts.resumed),
    onError: ({ message }) => toast(message, { isFault: true }),
  });
  const ask = useCallback(
    async (stop: boolean) => {
      const isSure = await confirm({
        title: stop ? texts.stopAsk : texts.resumeAsk,
        consequences: stop ? texts.stopConsequences : texts.resumeConsequences,
        action: stop ? texts.stop : texts.resume,
        isDangerous: stop,
      });
      if (isSure) mutate(stop);
    },
    [confirm, mutate, texts],
  );
  return { ask, isPending };
}
