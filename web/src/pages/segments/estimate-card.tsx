import { Skeleton, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Problem } from "../../api/problem.ts";
import { Card } from "../../parts/card.tsx";
import { useDescribeCondition } from "../../parts/condition/condition-sentence.tsx";
import { MODES } from "../../parts/condition/model.ts";
import { Fault } from "../../parts/fault.tsx";
import { Why, type WhyTree } from "../../parts/why.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { ExactCount } from "./exact-count.tsx";
import classes from "./segments.module.css";
import { segmentTexts } from "./texts.ts";
import type { Estimated } from "./use-estimate.ts";

type Props = { estimate: Estimated; condition: unknown };
type Data = NonNullable<Estimated["data"]>;

/** About how many match, what each condition does to that, and some of them with why. */
export function EstimateCard({ estimate, condition }: Props) {
  const texts = useTexts(segmentTexts).estimate;
  const { data, isComplete, isFresh, error } = estimate;
  const isRefused = error instanceof Problem && error.faults.length > 0;
  return (
    <aside className={classes.aside} aria-label={texts.title}>
      <Card title={texts.title}>
        <div className={classes.estimate} data-old={!isFresh || undefined} aria-live="polite">
          {!isComplete && <Text c="dimmed">{texts.incomplete}</Text>}
          {isComplete && !data && !error && <Skeleton height={48} />}
          {isComplete && <Fault error={error} isFaultsShown={isRefused} />}
          {data && <Count data={data} />}
          {data && !data.exact && (
            <ExactCount condition={condition} key={JSON.stringify(condition)} />
          )}
          {data && <Effects data={data} condition={condition} />}
          {data && <Examples data={data} />}
        </div>
      </Card>
    </aside>
  );
}

function Count({ data }: { data: Data }) {
  const texts = useTexts(segmentTexts).estimate;
  const format = useFormat();
  const { of, share, exact, interval, sample, matches } = data;
  if (of === 0 || share === null) return <Text c="dimmed">{texts.none}</Text>;
  const total = exact ? matches : Math.round(share * of);
  const shown = format.number(total);
  return (
    <div>
      <p className={classes.count}>{exact ? texts.contacts(total, shown) : texts.about(shown)}</p>
      <div className={classes.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <Text size="sm" c="dimmed">
        {texts.of(format.percent(share), format.number(of))}{" "}
        {exact
          ? texts.exact
          : interval &&
            texts.sample(
              format.number(sample),
              format.number(Math.round(interval.from * of)),
              format.number(Math.round(interval.to * of)),
            )}
      </Text>
    </div>
  );
}

/** Shares of the sample, as contacts of all. */
function Effects({ data, condition }: { data: Data; condition: unknown }) {
  const texts = useTexts(segmentTexts).estimate;
  const format = useFormat();
  const describe = useDescribeCondition();
  const parts = partsOf(condition);
  if (data.rules.length < 2 || parts.length < data.rules.length) return null;
  const scaled = (count: number) =>
    format.number(data.exact ? count : Math.round((count / data.sample) * data.of));
  return (
    <div>
      <h3 className={classes.subtitle}>{texts.rules}</h3>
      <ul className={classes.effects}>
        {data.rules.map(({ path, holds, without }, at) => (
          <li key={path}>
            <bdi className={classes.rule}>{describe(parts[at])}</bdi>
            <span className={classes.effect}>
              {texts.holds(scaled(holds))} · {texts.without(scaled(without))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function partsOf(condition: unknown): unknown[] {
  const [mode] = MODES.filter((one) => Object.hasOwn((condition ?? {}) as object, one));
  return mode ? (condition as Record<string, unknown[]>)[mode]! : [];
}

function Examples({ data }: { data: Data }) {
  const texts = useTexts(segmentTexts).estimate;
  if (data.of === 0) return null;
  return (
    <div>
      <h3 className={classes.subtitle}>{texts.examples}</h3>
      {data.examples.length === 0 && <Text c="dimmed">{texts.noExamples}</Text>}
      {data.examples.map(({ contactId, email, why }) => (
        <details key={contactId} className={classes.example}>
          <summary aria-label={texts.why(email)}>
            <bdi>{email}</bdi>
          </summary>
          <Link to="/contacts/$id" params={{ id: contactId }} className={classes.link}>
            <bdi>{contactId}</bdi>
          </Link>
          <Why why={why as WhyTree} />
        </details>
      ))}
    </div>
  );
}
