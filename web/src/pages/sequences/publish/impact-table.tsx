import { Alert, Button, Group, Skeleton, Text } from "@mantine/core";
import type { Definition } from "../../../canvas/definition.ts";
import { Fault } from "../../../parts/fault.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { JobProgress } from "../../../parts/job/job-progress.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { ImpactRowView } from "./impact-row.tsx";
import {
  choicesOf,
  countChosen,
  FINISH,
  type ImpactRow,
  type Migration,
  type Migrations,
  moveAll,
  openRows,
  rowsOf,
} from "./migrations.ts";
import classes from "./publish.module.css";
import { publishTexts } from "./texts.ts";
import { type FoundImpact, useImpact } from "./use-impact.ts";
import { useRested } from "./use-rested.ts";

type Props = {
  id: string;
  etag: string | undefined;
  /** As if all moved. */
  impact: FoundImpact;
  rows: ImpactRow[];
  definition: Definition;
  migrations: Migrations;
  setMigrations: (next: Migrations) => void;
};

/** What the new version would mean for the contacts inside, and what is chosen for each group. */
export function ImpactTable(props: Props) {
  const { id, etag, impact, rows, definition, migrations, setMigrations } = props;
  const { impact: texts } = useTexts(publishTexts);
  const format = useFormat();
  const steps = Object.keys(definition.steps);
  const open = new Set(openRows(rows, migrations, new Set(steps)));
  const decided = rows.filter((row) => !open.has(row));
  const choices = useRested(choicesOf(decided, migrations));
  const isPlain = choices.every((one) => one.do === "move" && one.to === undefined);
  // Plain moves are what the first answer tells of; else it is asked anew, under the choices.
  const chosen = useImpact(id, etag, !isPlain, choices);
  if (impact.error) return <Fault error={impact.error} retry={impact.retry} />;
  if (!impact.data)
    return (
      <div aria-busy="true">
        {impact.job ? (
          <>
            <Text size="sm">{texts.counting}</Text>
            <JobProgress job={impact.job} />
          </>
        ) : (
          <Skeleton height={64} />
        )}
      </div>
    );
  if (rows.length === 0) return <Text size="sm">{texts.none}</Text>;
  const choose = (key: string, migration: Migration) =>
    setMigrations(new Map(migrations).set(key, migration));
  const found = new Map(rowsOf(chosen.data?.groups ?? []).map((row) => [row.key, row]));
  const counts = countChosen(rows, migrations, impact.data.more);
  return (
    <>
      <Text size="sm" c="dimmed">
        {texts.about}
      </Text>
      <Group gap="xs" my="xs">
        <Button size="xs" variant="default" onClick={() => setMigrations(new Map())}>
          {texts.allStay}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => setMigrations(moveAll(rows, new Set(steps)))}
        >
          {texts.allMove}
        </Button>
      </Group>
      <Text size="sm" role="status" mb="xs">
        {texts.chosen.label}{" "}
        {format.list(
          (["finish", "move", "exit"] as const)
            .filter((name) => counts[name] > 0)
            .map((name) => texts.chosen[name](format.number(counts[name]))),
        )}
      </Text>
      <Fault error={chosen.error} retry={chosen.retry} />
      <ul className={classes.rows}>
        {rows.map((row) => (
          <ImpactRowView
            key={row.key}
            row={row}
            steps={steps}
            migration={migrations.get(row.key) ?? FINISH}
            choose={(migration) => choose(row.key, migration)}
            groups={isPlain ? row.groups : found.get(row.key)?.groups}
          />
        ))}
      </ul>
      {impact.data.more > 0 && (
        <Alert variant="outline" color="yellow" icon={<Icon name="info" />} mt="xs">
          {texts.more(format.number(impact.data.more))}
        </Alert>
      )}
    </>
  );
}
