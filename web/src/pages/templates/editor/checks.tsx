import { Button, Text } from "@mantine/core";
import { useWords } from "../../../api/names.ts";
import { NO_VOCABULARY } from "../../../parts/condition/vocabulary.ts";
import { Fault } from "../../../parts/fault.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { nearVariable } from "../near-variable.ts";
import { withoutPlace } from "../occurrences.ts";
import type { Part } from "../source.ts";
import { templateTexts } from "../texts.ts";
import type { Preview } from "../use-preview.ts";
import classes from "./checks.module.css";
import type { PreviewData } from "./use-preview-data.ts";

/** Gmail cuts off what lies beyond. */
const GMAIL_BYTES = 102 * 1_024;
const PARTS = ["subject", "mjml", "html", "text"] as const;

type Props = {
  preview: Preview | undefined;
  error: Error | null;
  onShow: (part: Part, line?: number, column?: number) => void;
  data: PreviewData;
};

/** What is wrong with the mail, or may be: faults, missing values, its size, remarks. */
export function Checks({ preview, error, onShow, data }: Props) {
  const texts = useTexts(templateTexts);
  const { data: words = NO_VOCABULARY } = useWords();
  if (error) return <Fault error={error} />;
  if (!preview) return null;
  const { faults, missing, notes, htmlBytes } = preview;
  const meant = missing.flatMap((name) => {
    const near = nearVariable(name, words);
    return near === undefined ? [] : [{ name, near }];
  });
  return (
    <section className={classes.checks} aria-label={texts.checks}>
      <ul>
        {faults.map(({ path, message, line, column }) => {
          const part = PARTS.find((one) => path.endsWith(`/${one}`));
          return (
            <li key={`${path} ${message}`} data-tone="bad">
              <Icon name="warn" size={16} />
              <span>{withoutPlace(message)}</span>
              {part && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => onShow(part, line, column)}
                >
                  {line === undefined
                    ? texts.show(texts.partNames[part])
                    : texts.place(texts.partNames[part], line, column ?? 1)}
                </Button>
              )}
            </li>
          );
        })}
        {missing.length > 0 && (
          <li data-tone="warn">
            <Icon name="info" size={16} />
            <span>
              {texts.missing}{" "}
              {missing.map((name) => (
                <code key={name}>{name}</code>
              ))}
              {meant.map(({ name, near }) => (
                <span key={name} className={classes.meant}>
                  {texts.meant(name, near)}
                </span>
              ))}
            </span>
            {!data.isContact && (
              <Button size="compact-xs" variant="default" onClick={() => data.fill(missing)}>
                {texts.fill}
              </Button>
            )}
          </li>
        )}
        {notes.map((note) => (
          <li key={note} data-tone="quiet">
            <Icon name="info" size={16} />
            <span>{note}</span>
          </li>
        ))}
      </ul>
      {faults.length === 0 && <Size bytes={htmlBytes} />}
    </section>
  );
}

function Size({ bytes }: { bytes: number }) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const kilobytes = format.number(Math.ceil(bytes / 102.4) / 10);
  const isLarge = bytes > GMAIL_BYTES;
  return (
    <div className={classes.size} data-large={isLarge || undefined}>
      <meter
        min={0}
        max={GMAIL_BYTES}
        high={GMAIL_BYTES * 0.9}
        optimum={0}
        value={Math.min(bytes, GMAIL_BYTES)}
        aria-label={texts.sizeLabel}
      />
      <Text size="xs" c={isLarge ? undefined : "dimmed"}>
        {isLarge ? texts.tooLarge(kilobytes) : texts.size(kilobytes)}
      </Text>
    </div>
  );
}
