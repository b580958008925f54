import { Button, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { faultAt } from "../../../api/problem.ts";
import { ContactPicker } from "../../../parts/contact-picker.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { useGuardedClose } from "../../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../../parts/fault.tsx";
import { MessageStatus } from "../../../parts/mail/message-state.tsx";
import { reasonText } from "../../../parts/mail/story.ts";
import { mailTexts } from "../../../parts/mail/texts.ts";
import { Status } from "../../../parts/status.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { addressesIn } from "../addresses.ts";
import { templateTexts } from "../texts.ts";
import classes from "./editor.module.css";

type Props = {
  id: string;
  isChanged: boolean;
  contactId: string | undefined;
  onClose: () => void;
};

const MOST = 5;

/** Sends the saved template to a few addresses, and says what happened with each. */
export function TestSend({ id, isChanged, contactId, onClose }: Props) {
  const texts = useTexts(templateTexts);
  const { reasons } = useTexts(mailTexts);
  const [typed, setTyped] = useState("");
  const [contact, setContact] = useState(contactId);
  const to = addressesIn(typed);
  const send = useMutation({
    mutationFn: () =>
      read(
        api.POST("/v1/templates/{id}/test", {
          params: { path: { id } },
          body: { to, contactId: contact ?? "" },
        }),
      ),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lacks.length === 0) send.mutate();
  };
  const lacks = [
    to.length === 0 && texts.test.lacks.to,
    to.length > MOST && texts.test.tooMany,
    contact === undefined && texts.test.lacks.contact,
  ].filter((text) => text !== false);
  const why = useId();
  const close = useGuardedClose(typed !== "" && send.isIdle, onClose);
  return (
    <Dialog onClose={close} title={texts.test.title} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {texts.test.about}
          </Text>
          {isChanged && <Status tone="warn">{texts.test.unsaved}</Status>}
          <Textarea
            label={texts.test.to}
            description={texts.test.toHint}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            error={to.length > MOST ? texts.test.tooMany : faultAt(send.error, "/to")}
            autosize
            minRows={2}
            data-autofocus
          />
          <div>
            <Text size="sm" fw={500} mb={4}>
              {texts.test.contact}
            </Text>
            <ContactPicker value={contact} onChange={setContact} label={texts.data.choose} />
          </div>
          <Fault error={send.error} />
          {send.data && (
            <ul className={classes.results} aria-label={texts.test.results}>
              {send.data.items.map(({ to: address, id: messageId, reason }) => (
                <li key={address}>
                  {messageId === undefined ? (
                    <Status tone="bad">{texts.test.notSent}</Status>
                  ) : (
                    <SentState id={messageId} />
                  )}
                  <bdi>{address}</bdi>
                  {reason !== undefined && <span>{reasonText(reasons, reason)}</span>}
                </li>
              ))}
            </ul>
          )}
          {/* It can be reached, so that it is told why nothing can be sent yet. */}
          <Button
            type="submit"
            loading={send.isPending}
            data-disabled={lacks.length > 0 || undefined}
            aria-disabled={lacks.length > 0}
            aria-describedby={why}
          >
            {texts.test.submit}
          </Button>
          <Text id={why} size="xs" c="dimmed" role="status">
            {lacks.join(" ")}
          </Text>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The state of a test, which follows what happens to it. */
function SentState({ id }: { id: string }) {
  const texts = useTexts(templateTexts);
  const message = useQuery({
    queryKey: ["messages", id],
    queryFn: () => read(api.GET("/v1/messages/{id}", { params: { path: { id } } })),
    // Its row comes a moment after the answer; one that never comes is not waited for.
    retry: 20,
    retryDelay: 500,
    // Until it is with the provider, which takes a second or two.
    refetchInterval: ({ state: { data } }) => (data?.state === "sending" ? 1_000 : false),
  });
  const { state } = message.data ?? {};
  return state ? <MessageStatus state={state} /> : <Status tone="busy">{texts.test.sent}</Status>;
}
