import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { faultAt } from "../../../api/problem.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { templateTexts } from "../texts.ts";

type Props = { id: string; onClose: () => void };

/** Saves a copy under another id, and opens it. */
export function Duplicate({ id, onClose }: Props) {
  const texts = useTexts(templateTexts);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [copy, setCopy] = useState(`${id}-copy`.slice(0, 64));
  const save = useMutation({
    mutationFn: () =>
      read(
        api.POST("/v1/templates/{id}/duplicate", { params: { path: { id } }, body: { id: copy } }),
      ),
    onSuccess: async () => {
      onClose();
      void client.invalidateQueries({ queryKey: ["templates"] });
      await navigate({ to: "/templates/$id", params: { id: copy }, search: {} });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const fault = faultAt(save.error, "/id");
  return (
    <Dialog onClose={onClose} title={texts.duplicate.title(id)}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={texts.duplicate.id}
            description={texts.create.idHint}
            value={copy}
            onChange={({ currentTarget }) => setCopy(currentTarget.value)}
            error={fault}
            required
            data-autofocus
          />
          {!fault && <Fault error={save.error} />}
          <Button type="submit" loading={save.isPending}>
            {texts.duplicate.submit}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
