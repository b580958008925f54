import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { faultAt } from "../../api/problem.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { useGuardedClose } from "../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../parts/fault.tsx";
import { idOf } from "../../parts/id-of.ts";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import { contactTexts } from "./texts.ts";

/** A contact by its address, as an application would put it. */
export function AddContact({ onClose }: { onClose: () => void }) {
  const texts = useTexts(contactTexts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [email, setEmail] = useState("");
  const [typedId, setTypedId] = useState("");
  const [isExisting, setIsExisting] = useState(false);
  const id = typedId.trim() || idOf(email);
  const add = useMutation({
    mutationFn: () =>
      read(
        api.PUT("/v1/contacts/{id}", {
          // Only a new one: `0` is the version of what does not exist.
          params: { path: { id }, header: { "If-Match": '"0"' } },
          body: { email: email.trim(), ...(isExisting && { existing: true }) },
        }),
      ),
    onSuccess: async (contact) => {
      toast(texts.added(contact.email));
      await client.invalidateQueries({ queryKey: ["contacts"] });
      await navigate({ to: "/contacts/$id", params: { id: contact.id } });
    },
  });
  const fault = faultAt(add.error, "/email");
  const close = useGuardedClose(
    email + typedId !== "" && !add.isPending && !add.isSuccess,
    onClose,
  );
  return (
    <Dialog onClose={close} title={texts.add}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          add.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={texts.email}
            type="email"
            value={email}
            error={fault}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            required
            data-autofocus
          />
          <TextInput
            label={texts.id}
            description={texts.addIdHint}
            placeholder={idOf(email)}
            value={typedId}
            maxLength={200}
            onChange={({ currentTarget }) => setTypedId(currentTarget.value)}
          />
          <Checkbox
            label={texts.existing}
            checked={isExisting}
            onChange={({ currentTarget }) => setIsExisting(currentTarget.checked)}
          />
          {!fault && <Fault error={add.error} />}
          <Button type="submit" loading={add.isPending} disabled={!id}>
            {texts.add}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
