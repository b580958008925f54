import { Alert, Button, Group, NativeSelect, Skeleton, Text } from "@mantine/core";
import type { Definition } from "../../../canvas/definition.ts";
import { Fault } from "../../../parts/fault.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { JobProgress } from "../../../parts/job/job-progress.tsx";
import { addressOf, PageLink } from "../../../parts/page-link.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { effectsOf } from "./impact-effect.ts";
import { FINISH, type ImpactRow, type Migration, type Migrations, moveAll } from "./migrations.ts";
import classes from "./publish.module.css";
import { publishTexts } from "./texts.ts";
import type { FoundImpact } from "./use-impact.ts";

type Props = {
  impact: FoundImpact;
  rows: ImpactRow[];
  definition: Definition;
  migrations: Migrations;
  setMigrations: (next: Migrations) => void;
};

/** What the new version would mean for the contacts inside, and what is chosen for each group. */
export function ImpactTable({ impact, rows, definition, migrations, setMigrations }: Props) {
  const { impact: texts } = useTexts(publishTexts);
  const format = useFormat();
  const steps = Object.keys(definition.steps);
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
      <ul className={classes.rows}>
        {rows.map((row) => (
          <ImpactRowView
            key={row.key}
            row={row}
            steps={steps}
            migration={migrations.get(row.key) ?? FINISH}
            choose={(migration) => choose(row.key, migration)}
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

type RowProps = {
  row: ImpactRow;
  steps: string[];
  migration: Migration;
  choose: (migration: Migration) => void;
};
const MOST_CONTACTS = 5;

function ImpactRowView({ row, steps, migration, choose }: RowProps) {
  const { impact: texts } = useTexts(publishTexts);
  const format = useFormat();
  const { step, version, people, groups } = row;
  const isGone = !steps.includes(step);
  const contacts = groups.flatMap((group) => group.contacts).slice(0, MOST_CONTACTS);
  const pick = (action: string) =>
    choose(action === "move" && isGone ? { do: "move", to: "" } : ({ do: action } as Migration));
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <strong>{texts.people(people, format.number(people))}</strong>{" "}
        <bdi>{texts.at(step, format.number(version))}</bdi>
        <Text size="xs" c="dimmed">
          {texts.moved}
        </Text>
        <ul className={classes.effects}>
          {groups.flatMap((group) =>
            effectsOf(group, texts, format).map((sentence) => (
              <li key={`${group.change} ${sentence}`} data-change={group.change}>
                {sentence}
              </li>
            )),
          )}
        </ul>
        <details className={classes.contacts}>
          <summary>{texts.who}</summary>
          {contacts.map((id) => (
            <PageLink key={id} to={addressOf.contact(id)}>
              {id}
            </PageLink>
          ))}
        </details>
      </div>
      <div className={classes.choice}>
        <NativeSelect
          aria-label={texts.choice(step)}
          value={migration.do}
          onChange={({ currentTarget }) => pick(currentTarget.value)}
          data={(["finish", "move", "exit"] as const).map((value) => ({
            value,
            label: texts[value],
          }))}
        />
        {migration.do === "move" && (
          <NativeSelect
            label={texts.to}
            value={migration.to ?? step}
            error={isGone && !migration.to ? texts.toNone : undefined}
            onChange={({ currentTarget }) => choose({ do: "move", to: currentTarget.value })}
            data={[...(isGone ? [{ value: "", label: texts.toNone }] : []), ...steps]}
          />
        )}
        {migration.do !== "move" && (
          <Text size="xs" c="dimmed">
            {migration.do === "finish" ? texts.finishHint : texts.exitHint}
          </Text>
        )}
      </div>
    </li>
  );
}
