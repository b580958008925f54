import { Button, Skeleton, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Fault } from "../../parts/fault.tsx";
import { Peek } from "../../parts/peek.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { ContactFacts } from "./facts.tsx";
import { Runs } from "./runs.tsx";
import { contactTexts } from "./texts.ts";
import { useContact } from "./use-contact.ts";

/** The contact that is chosen in the list, in short. */
export function ContactPeek({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts(contactTexts);
  const contact = useContact(id);
  const shown = contact.data?.data;
  return (
    <Peek
      title={shown?.email ?? id}
      onClose={onClose}
      actions={
        <Button
          component={Link}
          // biome-ignore lint/suspicious/noExplicitAny: Mantine's button loses the typed link
          {...({ to: "/contacts/$id", params: { id } } as any)}
          size="xs"
          variant="default"
        >
          {texts.open}
        </Button>
      }
    >
      <Fault error={contact.error} retry={() => contact.refetch()} />
      {contact.isPending && (
        <Stack gap="sm" aria-busy="true">
          <Skeleton height={20} />
          <Skeleton height={20} width="70%" />
          <Skeleton height={80} />
        </Stack>
      )}
      {shown && (
        <Stack gap="lg">
          <ContactFacts contact={shown} hasAttributes />
          <Runs id={id} zone={shown.timeZone} />
        </Stack>
      )}
    </Peek>
  );
}
