import { useQueryClient } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

/** Stops or resumes all sending, once the consequences are confirmed. */
export function useSwitch() {
  const { sending: texts } = useTexts(operationsTexts);
  const client = useQueryClient();
  return useAction({
    run: (stop: boolean) =>
      read(stop ? api.POST("/v1/sending/stop") : api.POST("/v1/sending/resume")),
    question: (stop) => ({
      title: stop ? texts.stopAsk : texts.resumeAsk,
      consequences: stop ? texts.stopConsequences : texts.resumeConsequences,
      action: stop ? texts.stop : texts.resume,
      isDangerous: stop,
    }),
    said: (_, stop) => (stop ? texts.stopped : texts.resumed),
    onDone: (answer) => client.setQueryData(["settings", "sending"], answer),
  });
}
