import { useNow } from "../../api/now.ts";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./contacts.module.css";
import { showAttribute } from "./show-attributes.ts";
import { contactTexts } from "./texts.ts";
import type { Contact } from "./use-contact.ts";

/** What a contact is: id, zone with its local time, language, since when. */
export function Facts({ contact, hasAttributes }: { contact: Contact; hasAttributes?: boolean }) {
  const texts = useTexts(contactTexts);
  const format = useFormat();
  const now = useNow();
  const { id, email, timeZone, locale, createdAt, updatedAt, existing, attributes } = contact;
  return (
    <dl className={classes.facts}>
      <dt>{texts.email}</dt>
      <dd>
        <bdi>{email}</bdi>
      </dd>
      <dt>{texts.id}</dt>
      <dd>
        <bdi>{id}</bdi>
      </dd>
      <dt>{texts.state}</dt>
      <dd>
        <ContactStatus contact={contact} />
      </dd>
      <dt>{texts.timeZone}</dt>
      <dd>
        {timeZone ? `${timeZone} · ${texts.localTime(format.time(now, timeZone))}` : texts.noZone}
      </dd>
      <dt>{texts.locale}</dt>
      <dd>{locale ?? texts.unknown}</dd>
      <dt>{texts.created}</dt>
      <dd>
        <Time at={createdAt} zone={timeZone} />
        {existing && ` · ${texts.imported}`}
      </dd>
      <dt>{texts.updated}</dt>
      <dd>
        <Time at={updatedAt} zone={timeZone} isRelative />
      </dd>
      {hasAttributes &&
        Object.entries(attributes).map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi>{showAttribute(value)}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}

export function ContactStatus({ contact: { suppressed, subscribed } }: { contact: Contact }) {
  const texts = useTexts(contactTexts);
  return (
    <Status tone={suppressed ? "bad" : subscribed ? "good" : "quiet"}>
      {suppressed ? texts.isSuppressed[suppressed] : texts.isSubscribed[`${subscribed}`]}
    </Status>
  );
}
