import { Button, Skeleton, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import type { paths } from "../../api/schema.d.ts";
import { useMay } from "../../app/session.tsx";
import { Fault } from "../../parts/fault.tsx";
import { More } from "../../parts/more.tsx";
import { sayWhy } from "../../parts/say-why.ts";
import { Status, type Tone } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./runs.module.css";
import { contactTexts } from "./texts.ts";

type Answer =
  paths["/v1/contacts/{id}/runs"]["get"]["responses"][200]["content"]["application/json"];
export type Run = Answer["items"][number];

const TONES: Record<Run["status"], Tone> = { active: "busy", completed: "good", exited: "quiet" };
const PAGE = 50;

/** The runs of a contact, the newest first, a page after the other. */
export const useRuns = (id: string) =>
  usePages<Run>([`contact:${id}`, "runs"], (cursor) => {
    const query = { limit: PAGE, ...(cursor && { cursor }) };
    return read(api.GET("/v1/contacts/{id}/runs", { params: { path: { id }, query } }));
  });

/** The sequences that a contact is in, and was in. */
export function Runs({ id, zone }: { id: string; zone?: string | null }) {
  const texts = useTexts(contactTexts).runs;
  const runs = useRuns(id);
  const items = rowsOf(runs);
  return (
    <section aria-label={texts.title} className={classes.runs}>
      <Fault error={runs.error} retry={() => runs.refetch()} />
      {runs.isPending && <Skeleton height={44} />}
      {runs.data && items.length === 0 && <Text c="dimmed">{texts.none}</Text>}
      {items.map((run) => (
        <RunRow key={`${run.sequence} ${run.key}`} id={id} run={run} zone={zone} />
      ))}
      <More pages={runs} />
    </section>
  );
}

type RowProps = { id: string; run: Run; zone: string | null | undefined };

function RunRow({ id, run, zone }: RowProps) {
  const { runs: texts, why } = useTexts(contactTexts);
  const { duration } = useFormat();
  const mayRemove = useMay("admin");
  const { sequence, key, status, step, since, dueAt, endedAt, last } = run;
  return (
    <div className={classes.run}>
      <div className={classes.head}>
        <Link to="/sequences/$id" params={{ id: sequence }} className={classes.name}>
          <bdi>{sequence}</bdi>
        </Link>
        {key !== "-" && <code className={classes.key}>{key}</code>}
        <Status tone={TONES[status]}>{texts[status]}</Status>
        {status === "active" && mayRemove && <Remove id={id} run={run} />}
      </div>
      <div className={classes.facts}>
        {step && <span>{texts.at(step)}</span>}
        <span>
          {texts.since} <Time at={since} zone={zone ?? null} />
        </span>
        {dueAt && (
          <span>
            {texts.due} <Time at={dueAt} zone={zone ?? null} isRelative isDue />
          </span>
        )}
        {endedAt && (
          <span>
            {texts.ended} <Time at={endedAt} zone={zone ?? null} />
          </span>
        )}
        {last?.reason && <bdi>{sayWhy(duration(last.reason), why)}</bdi>}
      </div>
    </div>
  );
}

function Remove({ id, run: { sequence, key } }: { id: string; run: Run }) {
  const texts = useTexts(contactTexts).runs;
  const remove = useAction({
    run: () =>
      read(
        api.DELETE("/v1/sequences/{id}/enrollments/{contactId}", {
          params: { path: { id: sequence, contactId: id }, query: key === "-" ? {} : { key } },
        }),
      ),
    question: () => ({
      title: texts.removeTitle(sequence),
      consequences: Object.values(texts.removeHurts),
      action: texts.remove,
      isDangerous: true,
    }),
    said: () => texts.removed(sequence),
  });
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      className={classes.remove}
      loading={remove.isPending}
      onClick={() => remove.ask()}
    >
      {texts.remove}
    </Button>
  );
}
