import { Button } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import { useAction } from "../use-action.ts";
import { jobTexts } from "./texts.ts";

/** The way to cancel a running job, for those who may. */
export function CancelJob({ id }: { id: string }) {
  const texts = useTexts(jobTexts);
  const isAdmin = useMay("admin");
  const cancel = useAction({
    run: () => read(api.POST("/v1/jobs/{id}/cancel", { params: { path: { id } } })),
    question: () => ({
      title: texts.cancelAsk,
      consequences: texts.cancelConsequences,
      action: texts.cancel,
      isDangerous: true,
    }),
    said: () => texts.cancelled,
  });
  if (!isAdmin) return null;
  return (
    <Button
      variant="default"
      leftSection={<Icon name="stop" size={16} />}
      loading={cancel.isPending}
      onClick={() => cancel.ask()}
    >
      {texts.cancel}
    </Button>
  );
}
