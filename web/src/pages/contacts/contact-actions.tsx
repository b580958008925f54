import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useMemo, useState } from "react";
import { api, read } from "../../api/client.ts";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay } from "../../app/session.tsx";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { contactTexts } from "./texts.ts";
import type { Contact } from "./use-contact.ts";

const Enroll = lazyPart(() => import("./enroll.tsx"), "Enroll");

/** Enroll, and erase with its consequences spelled out. */
export function ContactActions({ contact }: { contact: Contact }) {
  const texts = useTexts(contactTexts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayEnroll = useMay("send");
  const mayErase = useMay("admin");
  const [isEnrolling, setIsEnrolling] = useState(false);
  const { id, email } = contact;
  const erase = useAction({
    run: () => read(api.DELETE("/v1/contacts/{id}", { params: { path: { id } } })),
    question: () => ({
      title: texts.erase.title(email || id),
      consequences: Object.values(texts.erase.consequences),
      action: texts.erase.submit,
      isDangerous: true,
      word: email || id,
    }),
    said: () => texts.erase.done,
    onDone: async () => {
      await navigate({ to: "/contacts", search: {} });
      client.removeQueries({ queryKey: [`contact:${id}`] });
    },
  });
  const { ask } = erase;
  const commands = useMemo<Command[]>(
    () => [
      ...(mayEnroll
        ? [
            {
              id: "contact enroll",
              label: texts.runs.enroll,
              run: () => setIsEnrolling(true),
            },
          ]
        : []),
      ...(mayErase
        ? [{ id: "contact erase", label: texts.erase.open, run: () => void ask() }]
        : []),
    ],
    [texts, ask, mayEnroll, mayErase],
  );
  useCommands(commands);
  return (
    <>
      {mayEnroll && (
        <Button
          variant="default"
          leftSection={<Icon name="play" size={16} />}
          onClick={() => setIsEnrolling(true)}
        >
          {texts.runs.enroll}
        </Button>
      )}
      {mayErase && (
        <Button
          variant="default"
          leftSection={<Icon name="trash" size={16} />}
          loading={erase.isPending}
          onClick={() => ask()}
        >
          {texts.erase.open}
        </Button>
      )}
      <Suspense>{isEnrolling && <Enroll id={id} onClose={() => setIsEnrolling(false)} />}</Suspense>
    </>
  );
}
