import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { faultAt } from "../../api/problem.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { useGuardedClose } from "../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

type Props = { onClose: () => void; onMade: (id: string) => void };

/** Adds a source; its address and secret are shown beside the list. */
export function NewSource({ onClose, onMade }: Props) {
  const { sources: texts } = useTexts(operationsTexts);
  const client = useQueryClient();
  const [id, setId] = useState("");
  const make = useMutation({
    mutationFn: () => read(api.POST("/v1/sources", { body: { id: id.trim() } })),
    onSuccess: async (source) => {
      client.setQueryData(["settings", "source", source.id], source);
      await client.invalidateQueries({ queryKey: ["settings", "sources"] });
      onMade(source.id);
    },
  });
  const fault = faultAt(make.error, "/id");
  const close = useGuardedClose(id !== "" && !make.isPending && !make.isSuccess, onClose);
  return (
    <Dialog onClose={close} title={texts.createTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={texts.name}
            description={texts.nameHint}
            value={id}
            onChange={({ currentTarget }) => setId(currentTarget.value)}
            error={fault}
            required
            data-autofocus
          />
          {fault === undefined && <Fault error={make.error} />}
          <Button type="submit" loading={make.isPending} disabled={id.trim() === ""}>
            {texts.create}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
