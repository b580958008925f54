import { Skeleton, Stack } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Page } from "../../parts/page.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { Facts } from "./facts.tsx";
import { Runs } from "./runs.tsx";
import { contactTexts } from "./texts.ts";
import { useContact } from "./use-contact.ts";

const route = getRouteApi("/contacts/$id");

/** One contact. */
export function ContactPage() {
  const { id } = route.useParams();
  const texts = useTexts(contactTexts);
  const contact = useContact(id);
  const shown = contact.data?.data;
  return (
    <Page title={shown?.email ?? id}>
      <Fault error={contact.error} retry={() => contact.refetch()} />
      {contact.isPending && <Skeleton height={160} aria-busy="true" />}
      {shown && (
        <Stack gap="lg">
          <Card>
            <Facts contact={shown} hasAttributes />
          </Card>
          <Card title={texts.runs.title}>
            <Runs id={id} zone={shown.timeZone} />
          </Card>
        </Stack>
      )}
    </Page>
  );
}
