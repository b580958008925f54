import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Icon } from "../../parts/icon.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./first-run.module.css";
import home from "./home.module.css";
import { homeTexts } from "./texts.ts";
import { useTimeline } from "./use-timeline.ts";
import { momentsIn } from "./walk.ts";

/** The contact's own page tells all. */
const SHOWN = 10;

type Props = { contactId: string | undefined; email: string | undefined };

/** What the newest contact did and what its sequence decided, as it happens. */
export function Walk({ contactId, email }: Props) {
  const { first: texts } = useTexts(homeTexts);
  const { data = [] } = useTimeline(contactId);
  const decisions: Record<string, string> = texts.decisions;
  const events: Record<string, string> = texts.events;
  return (
    <section className={classes.part}>
      <div className={classes.head}>
        <Title order={3} size="h6">
          {email ? <bdi>{texts.walkOf(email)}</bdi> : texts.walk}
        </Title>
        {contactId !== undefined && (
          <Link className={home.link} to="/contacts/$id" params={{ id: contactId }} search={{}}>
            {texts.contact}
          </Link>
        )}
      </div>
      {data.length === 0 ? (
        <p className={classes.hint}>{texts.walkEmpty}</p>
      ) : (
        <ol className={classes.walk} aria-live="polite" aria-label={texts.walk}>
          {momentsIn(data)
            .slice(0, SHOWN)
            .map(({ key, at, what, step, isEvent }) => (
              <li key={key} className={classes.moment} data-event={isEvent || undefined}>
                <Icon name={isEvent ? "contacts" : "check"} size={16} />
                <span>
                  {isEvent ? (events[what] ?? texts.event(what)) : (decisions[what] ?? what)}
                  {step !== undefined && <code className={classes.step}>{step}</code>}
                </span>
                <span className={classes.at}>
                  <Time at={at} />
                </span>
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}
