import { Button, Group, Skeleton, Text } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { useMay } from "../../app/session.tsx";
import { Fault } from "../../parts/fault.tsx";
import { More } from "../../parts/more.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./contacts.module.css";
import { ContactStatus } from "./facts.tsx";
import { contactTexts } from "./texts.ts";
import { type Contact, useChangeContact } from "./use-contact.ts";

type Props = { id: string; contact: Contact; etag: string | undefined };

/** Whether mail goes to a contact, why, since when; and the ways to change that. */
export function Consent({ id, contact, etag }: Props) {
  const texts = useTexts(contactTexts).consent;
  const mayChange = useMay("admin");
  const { suppressed, subscribed } = contact;
  return (
    <div className={classes.stack}>
      <div>
        <ContactStatus contact={contact} />
        <Text size="sm" c="dimmed" mt={4}>
          {suppressed && suppressed !== "unsubscribe"
            ? texts.cannotMail.all
            : suppressed || !subscribed
              ? texts.cannotMail.marketing
              : texts.canMail}
        </Text>
      </div>
      {mayChange && (
        <Group gap="xs">
          <Subscribe id={id} contact={contact} etag={etag} />
          <Suppress contact={contact} />
        </Group>
      )}
      <History id={id} zone={contact.timeZone} />
    </div>
  );
}

function Subscribe({ id, contact: { subscribed }, etag }: Props) {
  const texts = useTexts(contactTexts).consent;
  const { mutateAsync } = useChangeContact(id);
  const change = useAction({
    run: () => mutateAsync({ change: { subscribed: !subscribed }, etag }),
    question: () => ({
      title: subscribed ? texts.unsubscribeTitle : texts.subscribeTitle,
      consequences: [subscribed ? texts.unsubscribeHurts : texts.subscribeHurts],
      action: subscribed ? texts.unsubscribe : texts.subscribe,
    }),
  });
  return (
    <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.ask()}>
      {subscribed ? texts.unsubscribe : texts.subscribe}
    </Button>
  );
}

function Suppress({ contact: { email, suppressed } }: { contact: Contact }) {
  const texts = useTexts(contactTexts).consent;
  const params = { path: { email } };
  const change = useAction({
    run: async (isLifted: boolean) => {
      if (isLifted) await read(api.DELETE("/v1/suppressions/{email}", { params }));
      else await read(api.PUT("/v1/suppressions/{email}", { params, body: { reason: "manual" } }));
    },
    question: () => ({
      title: suppressed ? texts.liftTitle : texts.suppressTitle(email),
      consequences: suppressed ? [texts.liftHurts[suppressed]] : Object.values(texts.suppressHurts),
      action: suppressed ? texts.lift : texts.suppress,
      isDangerous: true,
    }),
    said: (_, isLifted) => (isLifted ? texts.lifted : texts.done),
    undo: (_, isLifted, run) => (isLifted ? undefined : () => run(true)),
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={change.isPending}
      onClick={() => change.ask(suppressed !== null)}
    >
      {suppressed ? texts.lift : texts.suppress}
    </Button>
  );
}

const PAGE = 20;

function History({ id, zone }: { id: string; zone: string | null }) {
  const all = useTexts(contactTexts);
  const texts = all.consent;
  const history = usePages([`contact:${id}`, "consents"], (cursor) => {
    const query = { limit: PAGE, ...(cursor && { cursor }) };
    return read(api.GET("/v1/contacts/{id}/consents", { params: { path: { id }, query } }));
  });
  const items = rowsOf(history);
  return (
    <div>
      <h3 className={classes.subtitle}>{texts.history}</h3>
      <Fault error={history.error} />
      {history.isPending && <Skeleton height={20} />}
      {history.data && items.length === 0 && (
        <Text size="sm" c="dimmed">
          {texts.noHistory}
        </Text>
      )}
      <ul className={classes.history}>
        {items.map(({ at, action, actor, reason }, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several may be of one instant
          <li key={`${at} ${nth}`}>
            {all.entry.consent[action]} {all.entry.by(all.actors[actor])}
            {reason && ` · ${(all.reasons as Record<string, string>)[reason] ?? reason}`}{" "}
            <span className={classes.dim}>
              <Time at={at} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
      <More pages={history} />
    </div>
  );
}
