import { Button, NativeSelect, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { useNames } from "../../api/names.ts";
import { appTexts } from "../../app/texts.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Fault } from "../../parts/fault.tsx";
import { sayWhy } from "../../parts/say-why.ts";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import { contactTexts } from "./texts.ts";

/** Enrolls a contact by hand; the answer says whether it enters, and why not. */
export function Enroll({ id, onClose }: { id: string; onClose: () => void }) {
  const { runs: texts, why } = useTexts(contactTexts);
  const { list } = useTexts(appTexts);
  const client = useQueryClient();
  const [chosen, setChosen] = useState("");
  const { names, isMore, error } = useNames("sequences", { state: "live" });
  const sequence = chosen || (names[0]?.id ?? "");
  const enroll = useMutation({
    mutationFn: () =>
      read(
        api.POST("/v1/sequences/{id}/enrollments", {
          params: { path: { id: sequence } },
          body: { contactId: id },
        }),
      ),
    onSuccess: async ({ enters, reason }) => {
      if (enters) {
        toast(texts.enrolled(sequence));
        onClose();
      }
      await client.invalidateQueries({ queryKey: [`contact:${id}`] });
      if (!enters && reason) toast(texts.refused(sayWhy(reason, why)), { isFault: true });
    },
  });
  return (
    <Dialog onClose={onClose} title={texts.enroll}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enroll.mutate();
        }}
      >
        <Stack gap="sm">
          <NativeSelect
            label={texts.sequence}
            description={texts.enrollHint}
            value={sequence}
            data={[
              ...names.map((one) => ({ value: one.id, label: one.name })),
              ...(isMore ? [{ value: "", label: list.cut, disabled: true }] : []),
            ]}
            onChange={({ currentTarget }) => {
              setChosen(currentTarget.value);
              enroll.reset();
            }}
            data-autofocus
          />
          {enroll.data?.enters === false && enroll.data.reason && (
            <Text role="alert">{texts.refused(sayWhy(enroll.data.reason, why))}</Text>
          )}
          <Fault error={error ?? enroll.error} />
          <Button type="submit" loading={enroll.isPending} disabled={sequence === ""}>
            {texts.enroll}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
