import { Skeleton } from "@mantine/core";
import { Card } from "../../parts/card.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { type Checks, type Concern, concernsIn, type MailKind } from "./attention.ts";
import { ConcernLink } from "./concern-link.tsx";
import classes from "./home.module.css";
import { homeTexts } from "./texts.ts";

type Props = {
  checks: Checks;
  isPending: boolean;
  isIncomplete: boolean;
  isMore: boolean;
};

/** What needs attention, each with its remedy a click away; else that all is well. */
export function AttentionCard({ checks, isPending, isIncomplete, isMore }: Props) {
  const { attention: texts } = useTexts(homeTexts);
  const concerns = concernsIn(checks);
  const hint = isMore ? texts.more : texts.calmHint;
  if (isPending && concerns.length === 0) return <Skeleton height={88} radius="md" />;
  if (concerns.length === 0)
    return (
      <Card>
        <p className={classes.calm}>
          <span className={classes.good}>
            <Icon name="check" />
          </span>
          <strong>{texts.calm}</strong>
          <span className={classes.hint}>{isIncomplete ? texts.unreachable : hint}</span>
        </p>
      </Card>
    );
  return (
    <Card title={texts.title} isFlush>
      <ul className={classes.concerns} aria-label={texts.label}>
        {concerns.map((one) => (
          <Line key={one.key} concern={one} />
        ))}
      </ul>
    </Card>
  );
}

const isOfMails = (kind: Concern["kind"]): kind is MailKind =>
  kind === "held" || kind === "unknown" || kind === "bounced" || kind === "complained";

/** The API counts a hundred mails that are held or in doubt, and no more. */
const mailsIn = (kind: MailKind, count: number, show: (count: number) => string) =>
  count === 100 && (kind === "held" || kind === "unknown") ? `${show(count)}+` : show(count);

function Line({ concern }: { concern: Concern }) {
  const { kind, tone } = concern;
  const texts = useTexts(homeTexts);
  const format = useFormat();
  const { attention } = texts;
  const remedies = {
    stopped: attention.stoppedRemedy,
    degraded: attention.degradedRemedy,
    sender: attention.senderRemedy,
    postal: attention.postalRemedy,
    unknown: attention.unknownRemedy,
    held: attention.heldRemedy,
    letters: attention.lettersRemedy,
    job: attention.jobRemedy,
    jobs: attention.jobsRemedy,
    errors: attention.errorsRemedy,
    bounced: attention.bouncedRemedy,
    complained: attention.complainedRemedy,
  };
  const title = () => {
    const { count = 0, job, name = "" } = concern;
    if (kind === "letters")
      return count === 1 ? attention.letter : attention.letters(format.number(count));
    if (kind === "job" && job) {
      const kinds: Record<string, string> = texts.jobKinds;
      return attention.job(kinds[job.kind] ?? job.kind, job.subject);
    }
    if (kind === "errors") return attention.errors(name);
    if (isOfMails(kind)) return attention[kind](mailsIn(kind, count, format.number));
    return attention[kind as Exclude<typeof kind, "letters" | "job" | "errors" | MailKind>];
  };
  return (
    <li className={classes.concern} data-tone={tone}>
      <Icon name={tone === "bad" ? "stop" : "warn"} />
      <span>
        <ConcernLink place={concern.place}>{title()}</ConcernLink>
        <span className={classes.hint}>{remedies[kind]}</span>
      </span>
    </li>
  );
}
