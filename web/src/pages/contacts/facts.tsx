import { useNow } from "../../api/now.ts";
import { Facts } from "../../parts/facts.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { showAttribute } from "./show-attributes.ts";
import { contactTexts } from "./texts.ts";
import type { Contact } from "./use-contact.ts";

type Props = { contact: Contact; hasAttributes?: boolean };

/** What a contact is: id, zone with its local time, language, since when. */
export function ContactFacts({ contact, hasAttributes = false }: Props) {
  const texts = useTexts(contactTexts);
  const format = useFormat();
  const now = useNow();
  const { id, email, timeZone, locale, createdAt, updatedAt, existing, attributes } = contact;
  const zone = timeZone && `${timeZone} · ${texts.localTime(format.time(now, timeZone))}`;
  const created = (
    <>
      <Time at={createdAt} zone={timeZone} />
      {existing && ` · ${texts.imported}`}
    </>
  );
  return (
    <Facts
      items={[
        [texts.email, email],
        [texts.id, id],
        [texts.state, <ContactStatus key="state" contact={contact} />],
        [texts.timeZone, zone || texts.noZone],
        [texts.locale, locale ?? texts.unknown],
        [texts.created, created],
        [texts.updated, <Time key="updated" at={updatedAt} zone={timeZone} isRelative />],
        ...Object.entries(hasAttributes ? attributes : {}).map(
          ([name, value]) => [name, showAttribute(value)] as const,
        ),
      ]}
    />
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
