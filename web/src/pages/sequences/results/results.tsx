import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../../api/client.ts";
import { ENTER } from "../../../canvas/definition.ts";
import { Card } from "../../../parts/card.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { TextLink } from "../../../parts/text-link.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { Experiment } from "./experiment.tsx";
import { MailsCard } from "./mails-card.tsx";
import classes from "./results.module.css";
import { Table } from "./table.tsx";
import { resultsTexts } from "./texts.ts";

type Results = Schemas["Results"];

/** What the published sequence reached: goal, holdout, experiments, and counts by step. */
export function SequenceResults({ sequence }: { sequence: OpenSequence }) {
  const { id } = sequence;
  const texts = useTexts(resultsTexts);
  const format = useFormat();
  const params = { path: { id } };
  const results = useQuery({
    queryKey: [`sequence:${id}`, "results"],
    queryFn: () => read(api.GET("/v1/sequences/{id}/results", { params })) as Promise<Results>,
  });
  const counts = useQuery({
    queryKey: [`sequence:${id}`, "counts", "table"],
    queryFn: () =>
      read(api.GET("/v1/sequences/{id}/counts", { params })) as Promise<Schemas["StepCounts"]>,
  });
  const { data } = results;
  return (
    <div className={classes.page}>
      <Fault error={results.error ?? counts.error} retry={() => results.refetch()} />
      {results.isPending && <Skeleton height={160} />}
      {data && (
        <Card title={texts.goal}>
          {data.goal ? <Goal goal={data.goal} /> : <NoGoal sequence={sequence} />}
        </Card>
      )}
      {data?.experiments.map((one) => (
        <Experiment key={one.step} experiment={one} />
      ))}
      <MailsCard id={id} />
      {counts.data && (
        <Card title={texts.counts}>
          <Table
            label={texts.counts}
            head={[
              texts.step,
              texts.here,
              texts.entered,
              texts.passed,
              texts.failed,
              texts.skipped,
            ]}
            rows={counts.data.steps.map(({ step, here, entered, passed, failed, skipped }) => [
              step,
              ...[here, entered, passed, failed, skipped].map(format.number),
            ])}
          />
        </Card>
      )}
    </div>
  );
}

function NoGoal({ sequence: { definition, mayEdit } }: { sequence: OpenSequence }) {
  const texts = useTexts(resultsTexts);
  const isInDraft = definition.goal !== undefined;
  const action = (
    <TextLink
      from="/sequences/$id"
      to="."
      search={(old) => ({ ...old, view: undefined, step: ENTER, field: "/goal" })}
    >
      {isInDraft ? texts.seeGoal : texts.setGoal}
    </TextLink>
  );
  return (
    <Empty
      icon="flag"
      title={texts.noGoal}
      hint={isInDraft ? texts.goalInDraft : texts.noGoalHint}
      action={(isInDraft || mayEdit) && action}
    />
  );
}

function Goal({ goal }: { goal: NonNullable<Results["goal"]> }) {
  const texts = useTexts(resultsTexts);
  const format = useFormat();
  const { event, within, through, holdout, difference } = goal;
  const line = (name: string, { runs, open, reached, rate, interval }: typeof through) => [
    name,
    ...[runs, open, reached].map(format.number),
    rate === null ? texts.none : format.percent(rate),
    interval === null ? texts.none : interval.map(format.percent).join(" – "),
  ];
  return (
    <>
      <Text size="sm" mb="xs">
        <bdi>{texts.reached(event, format.duration(within))}</bdi>
      </Text>
      <Table
        label={texts.goal}
        head={[texts.group, texts.runs, texts.open, texts.hits, texts.rate, texts.interval]}
        rows={[line(texts.through, through), ...(holdout ? [line(texts.holdout, holdout)] : [])]}
      />
      {holdout && (
        <Text size="sm" mt="xs">
          {difference
            ? texts.lift(
                format.percent(difference.rate),
                format.percent(difference.interval[0]),
                format.percent(difference.interval[1]),
              )
            : texts.noLift}
        </Text>
      )}
    </>
  );
}
