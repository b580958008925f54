import { CopyButton } from "../../parts/copy-button.tsx";
import { Facts } from "../../parts/facts.tsx";
import { addressOf, PageLink } from "../../parts/page-link.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./messages.module.css";
import { type Message, sourceOf } from "./source.ts";
import { messageTexts } from "./texts.ts";

const copied = (id: string) => (
  <span className={classes.copied}>
    <code>{id}</code>
    <CopyButton value={id} />
  </span>
);

/** Where a message comes from and goes to, with links there. */
export function MessageDetails({ message }: { message: Message }) {
  const texts = useTexts(messageTexts);
  const format = useFormat();
  const { id, contactId, to, template, templateVersion, providerId, notes = [] } = message;
  const source = sourceOf(message);
  const link = (address: string, name: string) => <PageLink to={address}>{name}</PageLink>;
  return (
    <div className={classes.details}>
      <Facts
        label={texts.details}
        items={[
          [texts.to, to ?? texts.erased],
          [texts.contact, link(addressOf.contact(contactId), contactId)],
          [
            texts.sequence,
            source.kind === "run"
              ? link(
                  addressOf.sequence(source.sequence),
                  texts.stepOf(source.sequence, source.step),
                )
              : texts.fromApi,
          ],
          [
            texts.template,
            link(
              addressOf.template(template),
              templateVersion === null
                ? template
                : texts.version(template, format.number(templateVersion)),
            ),
          ],
          [texts.class, texts.classes[message.class]],
          [texts.id, copied(id)],
          providerId !== undefined && [texts.providerId, copied(providerId)],
          notes.length > 0 && [texts.notes, format.list(notes)],
        ]}
      />
    </div>
  );
}
