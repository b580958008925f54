import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { useGuardedClose } from "../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../parts/fault.tsx";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import { nextAddress } from "./next-address.ts";
import { mailboxTexts } from "./texts.ts";

/** The sample's welcome begins with this event. */
const SAMPLE = { name: "signed_up", data: "" };

function parseData(text: string): Record<string, unknown> | undefined {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A form that posts one event, as an application would. */
export function SendEventDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts(mailboxTexts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const contacts = useQuery({
    queryKey: ["contacts", "newest"],
    queryFn: () => read(api.GET("/v1/contacts", { params: { query: { limit: 50 } } })),
  });
  // Settled once: it may not change below the reader when a contact appears.
  const [fresh, setFresh] = useState<string>();
  if (fresh === undefined && !contacts.isFetching)
    setFresh(nextAddress((contacts.data?.items ?? []).map(({ email }) => email)));
  const [typed, setTyped] = useState<typeof SAMPLE & { email?: string }>(SAMPLE);
  const event = { email: fresh ?? "", ...typed };
  const data = parseData(event.data);
  const set = (field: keyof typeof event) => (value: string) =>
    setTyped({ ...typed, [field]: value });
  const send = useMutation({
    mutationFn: () =>
      read(
        api.POST("/v1/events", {
          body: {
            events: [{ name: event.name.trim(), email: event.email.trim(), data: data ?? {} }],
          },
        }),
      ),
    onSuccess: async () => {
      onClose();
      const { name, email } = event;
      const go = () => void navigate({ to: "/contacts", search: { q: email } });
      toast(texts.event.sent(name, email), { show: { label: texts.event.show, go } });
      await client.invalidateQueries();
    },
  });
  const close = useGuardedClose(typed !== SAMPLE && !send.isPending && !send.isSuccess, onClose);
  return (
    <Dialog onClose={close} title={texts.event.title}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (data) send.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={texts.event.name}
            value={event.name}
            onChange={({ currentTarget }) => set("name")(currentTarget.value)}
            required
            data-autofocus
          />
          <TextInput
            label={texts.event.email}
            type="email"
            value={event.email}
            onChange={({ currentTarget }) => set("email")(currentTarget.value)}
            required
          />
          <Textarea
            label={texts.event.data}
            value={event.data}
            onChange={({ currentTarget }) => set("data")(currentTarget.value)}
            error={data ? undefined : texts.event.notJson}
            autosize
            minRows={2}
            maxRows={10}
          />
          <Fault error={send.error} />
          <Button type="submit" loading={send.isPending} disabled={!data}>
            {texts.event.send}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
