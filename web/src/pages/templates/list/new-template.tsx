import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { faultAt, isConflict } from "../../../api/problem.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { useGuardedClose } from "../../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { templateTexts } from "../texts.ts";
import { STARTERS, type Starter, starterOf } from "./starters.ts";

const ID = "[a-z0-9\\-]{1,64}";

/** `first`: the id that is offered. */
type Props = { first?: string | undefined; onClose: () => void };

/** Names a template and says what it begins with; it is then open in the editor. */
export function NewTemplate({ first = "", onClose }: Props) {
  const texts = useTexts(templateTexts);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [id, setId] = useState(first);
  const [starter, setStarter] = useState<Starter>("mjml");
  const create = useMutation({
    mutationFn: () =>
      read(
        api.PUT("/v1/templates/{id}", {
          // Only where there is none: `0` is the version of what does not exist.
          params: { path: { id }, header: { "If-Match": '"0"' } },
          body: starterOf(starter, texts.starter),
        }),
      ),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: ["templates"] });
      await navigate({ to: "/templates/$id", params: { id }, search: {} });
    },
  });
  const isTaken = isConflict(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const close = useGuardedClose(id !== first && !create.isPending && !create.isSuccess, onClose);
  return (
    <Dialog onClose={close} title={texts.create.title}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={texts.id}
            description={texts.create.idHint}
            value={id}
            onChange={({ currentTarget }) => {
              create.reset();
              setId(currentTarget.value);
            }}
            pattern={ID}
            title={texts.create.idHint}
            error={isTaken ? texts.create.taken : faultAt(create.error, "/id")}
            required
            data-autofocus
          />
          <NativeSelect
            label={texts.create.from}
            value={starter}
            data={STARTERS.map((value) => ({ value, label: texts.starters[value] }))}
            onChange={({ currentTarget: { value } }) =>
              setStarter(STARTERS.find((one) => one === value) ?? "mjml")
            }
          />
          {!isTaken && <Fault error={create.error} />}
          <Button type="submit" loading={create.isPending}>
            {texts.create.submit}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
