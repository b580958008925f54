import { Button } from "@mantine/core";
import { Suspense, useState } from "react";
import { useMay } from "../../app/session.tsx";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { useTexts } from "../../text/catalogue.ts";
import { mailboxTexts } from "./texts.ts";

const SendEventDialog = lazyPart(() => import("./send-event-dialog.tsx"), "SendEventDialog");

/** The way to post one event by hand; its form loads when it is asked for. */
export function SendEvent() {
  const texts = useTexts(mailboxTexts);
  const maySend = useMay("send");
  const [isOpen, setIsOpen] = useState(false);
  if (!maySend) return null;
  return (
    <>
      <Button leftSection={<Icon name="send" size={16} />} onClick={() => setIsOpen(true)}>
        {texts.event.open}
      </Button>
      <Suspense>{isOpen && <SendEventDialog onClose={() => setIsOpen(false)} />}</Suspense>
    </>
  );
}
