import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { idsOf, useNames } from "../../../api/names.ts";
import { faultAt, isConflict } from "../../../api/problem.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { useGuardedClose } from "../../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { sequencesTexts } from "../texts.ts";
import classes from "./list.module.css";
import { EVENTS, idOf, SAMPLES, type Sample, sampleOf } from "./samples.ts";

const ID = "[a-z0-9\\-]{1,64}";

/** Names a sequence and says what it begins with; its draft is then open on the canvas. */
export function NewSequence({ onClose }: { onClose: () => void }) {
  const texts = useTexts(sequencesTexts);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [sample, setSample] = useState<Sample>("welcome");
  const [name, setName] = useState("");
  const [typedId, setTypedId] = useState<string>();
  const [typedEvent, setTypedEvent] = useState<string>();
  const id = typedId ?? idOf(name);
  const event = typedEvent ?? EVENTS[sample];
  const { names: templates } = useNames("templates");
  const create = useMutation({
    mutationFn: async () => {
      const named = { name: name.trim(), event: event.trim() };
      const body = sampleOf(sample, named, idsOf(templates));
      await read(
        api.PUT("/v1/sequences/{id}", {
          // Only where there is none: `0` is the version of what does not exist.
          params: { path: { id }, header: { "If-Match": '"0"' } },
          body: body as never,
        }),
      );
    },
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: ["sequences"] });
      await navigate({ to: "/sequences/$id", params: { id } });
    },
  });
  const isTaken = isConflict(create.error);
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    create.mutate();
  };
  const close = useGuardedClose(name !== "" && !create.isPending && !create.isSuccess, onClose);
  return (
    <Dialog onClose={close} title={texts.create.title} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={texts.create.name}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={faultAt(create.error, "/name")}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            label={texts.create.id}
            description={texts.create.idHint}
            value={id}
            onChange={({ currentTarget }) => {
              create.reset();
              setTypedId(currentTarget.value);
            }}
            pattern={ID}
            title={texts.create.idFault}
            error={isTaken && texts.create.taken}
            required
          />
          <fieldset className={classes.samples}>
            <legend>{texts.create.from}</legend>
            {SAMPLES.map((one) => (
              <label key={one} className={classes.sample} data-chosen={one === sample || undefined}>
                <input
                  type="radio"
                  name="sample"
                  checked={one === sample}
                  onChange={() => setSample(one)}
                />
                <span>
                  <strong>{texts.sample[one]}</strong>
                  <small>{texts.sample[`${one}Hint`]}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <TextInput
            label={texts.create.event}
            value={event}
            onChange={({ currentTarget }) => setTypedEvent(currentTarget.value)}
            error={faultAt(create.error, "/enter/0/event")}
            maxLength={100}
            required
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
