import { CopyButton } from "../../parts/copy-button.tsx";
import { addressOf, PageLink } from "../../parts/page-link.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./messages.module.css";
import { type Message, sourceOf } from "./source.ts";
import { messageTexts } from "./texts.ts";

/** Where a message comes from and goes to, with links there. */
export function MessageDetails({ message }: { message: Message }) {
  const texts = useTexts(messageTexts);
  const format = useFormat();
  const { id, contactId, to, template, templateVersion, providerId, notes = [] } = message;
  const source = sourceOf(message);
  return (
    <dl className={classes.details} aria-label={texts.details}>
      <dt>{texts.to}</dt>
      <dd>
        <bdi>{to ?? texts.erased}</bdi>
      </dd>
      <dt>{texts.contact}</dt>
      <dd>
        <PageLink to={addressOf.contact(contactId)}>{contactId}</PageLink>
      </dd>
      <dt>{texts.sequence}</dt>
      <dd>
        {source.kind === "run" ? (
          <PageLink to={addressOf.sequence(source.sequence)}>
            {texts.stepOf(source.sequence, source.step)}
          </PageLink>
        ) : (
          texts.fromApi
        )}
      </dd>
      <dt>{texts.template}</dt>
      <dd>
        <PageLink to={addressOf.template(template)}>
          {templateVersion === null
            ? template
            : texts.version(template, format.number(templateVersion))}
        </PageLink>
      </dd>
      <dt>{texts.class}</dt>
      <dd>{texts.classes[message.class]}</dd>
      <dt>{texts.id}</dt>
      <dd>
        <code>{id}</code>
        <CopyButton value={id} />
      </dd>
      {providerId !== undefined && (
        <>
          <dt>{texts.providerId}</dt>
          <dd>
            <code>{providerId}</code>
            <CopyButton value={providerId} />
          </dd>
        </>
      )}
      {notes.length > 0 && (
        <>
          <dt>{texts.notes}</dt>
          <dd>{format.list(notes)}</dd>
        </>
      )}
    </dl>
  );
}
