import { Skeleton, Stack } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useCallback } from "react";
import { Card } from "../../parts/card.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { Page } from "../../parts/page.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { Attributes } from "./attributes.tsx";
import { Consent } from "./consent.tsx";
import { ContactActions } from "./contact-actions.tsx";
import classes from "./contacts.module.css";
import { ContactFacts } from "./facts.tsx";
import type { ContactSearch } from "./filters.ts";
import { Mails } from "./mails.tsx";
import { Memberships } from "./memberships.tsx";
import { isNotThere, NoContact } from "./no-contact.tsx";
import { Runs } from "./runs.tsx";
import { contactTexts } from "./texts.ts";
import { Timeline } from "./timeline.tsx";
import { type Contact, useContact } from "./use-contact.ts";

const MessagePeek = lazyPart(() => import("../messages/message-peek.tsx"), "MessagePeek");

const route = getRouteApi("/contacts/$id");

/** One contact: what it is, what happened to it and why, what comes next. */
export function ContactPage() {
  const { id } = route.useParams();
  const contact = useContact(id);
  const shown = isNotThere(contact.error) ? undefined : contact.data?.data;
  return (
    <Page
      isWide
      title={shown?.email ?? id}
      about={shown && <code>{shown.id}</code>}
      actions={shown && <ContactActions contact={shown} />}
    >
      <NoContact error={contact.error} retry={() => contact.refetch()} />
      {contact.isPending && (
        <div className={classes.page} aria-busy="true">
          <Skeleton height={360} />
          <Skeleton height={240} />
        </div>
      )}
      {shown && <Shown key={id} id={id} contact={shown} etag={contact.data?.etag} />}
    </Page>
  );
}

type ShownProps = { id: string; contact: Contact; etag: string | undefined };

function Shown({ id, contact, etag }: ShownProps) {
  const texts = useTexts(contactTexts);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = useCallback(
    (next: ContactSearch) =>
      void navigate({ search: (now) => ({ ...now, ...next }), replace: true }),
    [navigate],
  );
  const { timeZone: zone } = contact;
  return (
    <div className={classes.page} data-mail={search.mail ? "" : undefined}>
      <Stack gap="lg" className={classes.main}>
        <Card title={texts.timeline.title}>
          <Timeline id={id} zone={zone} search={search} />
        </Card>
      </Stack>
      {search.mail && (
        <Suspense fallback={<Skeleton height={300} />}>
          <MessagePeek
            key={search.mail}
            id={search.mail}
            onClose={() => set({ mail: undefined })}
          />
        </Suspense>
      )}
      <Stack gap="lg" className={classes.side}>
        <Card>
          <ContactFacts contact={contact} />
        </Card>
        <Card title={texts.runs.title}>
          <Runs id={id} zone={zone} />
        </Card>
        <Card title={texts.attributes}>
          <Attributes id={id} contact={contact} etag={etag} />
        </Card>
        <Card title={texts.consent.title}>
          <Consent id={id} contact={contact} etag={etag} />
        </Card>
        <Card title={texts.segments.title}>
          <Memberships id={id} zone={zone} />
        </Card>
        <Card title={texts.messages.title}>
          <Mails id={id} zone={zone} onOpen={(mail) => set({ mail })} />
        </Card>
      </Stack>
    </div>
  );
}
