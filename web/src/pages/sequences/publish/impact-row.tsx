import { NativeSelect, Text } from "@mantine/core";
import { addressOf, PageLink } from "../../../parts/page-link.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { effectsOf } from "./impact-effect.ts";
import type { ImpactGroup, ImpactRow, Migration } from "./migrations.ts";
import classes from "./publish.module.css";
import { publishTexts } from "./texts.ts";

type RowProps = {
  row: ImpactRow;
  steps: string[];
  migration: Migration;
  choose: (migration: Migration) => void;
  /** What happens by the choice; undefined while it is asked. */
  groups: ImpactGroup[] | undefined;
};
const MOST_CONTACTS = 5;

/** The contacts at a step of a version: what is chosen for them, and what that means. */
export function ImpactRowView({ row, steps, migration, choose, groups: chosen }: RowProps) {
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
        <Effects
          action={migration.do}
          groups={
            // One that is to be chosen yet is none to ask about.
            migration.do === "finish" || migration.to === "" ? groups : chosen
          }
        />
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

type EffectsProps = { action: Migration["do"]; groups: ImpactGroup[] | undefined };

/** What happens to the contacts of a row by the choice; for those who stay, what else could. */
function Effects({ action, groups }: EffectsProps) {
  const { impact: texts } = useTexts(publishTexts);
  const format = useFormat();
  if (!groups) return <Text size="sm">{texts.asking}</Text>;
  const title = { finish: texts.supposed, move: texts.moved, exit: texts.ended }[action];
  return (
    <div data-supposed={action === "finish" ? "" : undefined}>
      <Text size="xs" c="dimmed">
        {title}
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
    </div>
  );
}
