import { ActionIcon, Autocomplete, Button, NativeSelect, TextInput } from "@mantine/core";
import { useNow } from "../../../api/now.ts";
import type { Definition } from "../../../canvas/definition.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { fromLocal, toLocal } from "./moments.ts";
import { DEEDS, type Line, withLine } from "./script.ts";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";

export type Known = { events: string[]; attributes: string[]; segments: string[] };
type Props = {
  lines: Line[];
  onChange: (next: Line[]) => void;
  definition: Definition;
  known: Known;
};

const isMoment = ({ after }: Line) => !after.startsWith("P");

/** What is made to happen to the contact, and when. */
export function Lines({ lines, onChange, definition, known }: Props) {
  const texts = useTexts(simulateTexts);
  const set = (next: Line) => onChange(lines.map((line) => (line.id === next.id ? next : line)));
  const now = useNow();
  const add = () =>
    onChange(withLine(lines, { after: "PT1H", kind: "event", name: "", value: "" }));
  return (
    <section className={classes.part}>
      <h2>{texts.events}</h2>
      <ol className={classes.lines}>
        {lines.map((line) => (
          <li key={line.id}>
            <NativeSelect
              size="xs"
              aria-label={texts.after}
              value={isMoment(line) ? "moment" : line.after}
              onChange={({ currentTarget: { value } }) =>
                set({ ...line, after: value === "moment" ? new Date(now).toISOString() : value })
              }
              data={[
                ...Object.entries(texts.afters).map(([value, label]) => ({ value, label })),
                { value: "moment", label: texts.moment },
              ]}
            />
            <NativeSelect
              size="xs"
              aria-label={texts.kind}
              value={line.kind}
              onChange={({ currentTarget }) =>
                set({ ...line, kind: currentTarget.value as Line["kind"], name: "", value: "" })
              }
              data={Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={texts.remove(line.name || texts.kinds[line.kind])}
              onClick={() => onChange(lines.filter(({ id }) => id !== line.id))}
            >
              <Icon name="close" size={16} />
            </ActionIcon>
            {isMoment(line) && (
              <TextInput
                size="xs"
                type="datetime-local"
                aria-label={texts.momentOf(line.name || texts.kinds[line.kind])}
                className={classes.what}
                value={toLocal(line.after)}
                onChange={({ currentTarget: { value } }) =>
                  set({ ...line, after: fromLocal(value) ?? line.after })
                }
              />
            )}
            <What line={line} set={set} definition={definition} known={known} />
          </li>
        ))}
      </ol>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<Icon name="plus" size={14} />}
        onClick={add}
      >
        {texts.addEvent}
      </Button>
    </section>
  );
}

type WhatProps = { line: Line; set: (next: Line) => void; definition: Definition; known: Known };

function What({ line, set, definition, known }: WhatProps) {
  const texts = useTexts(simulateTexts);
  const { kind, name, value } = line;
  const mails = Object.entries(definition.steps).filter(([, step]) => step.kind === "send");
  const text = (label: string) => (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={({ currentTarget }) => set({ ...line, value: currentTarget.value })}
    />
  );
  const choice = (label: string, options: [string, string][]) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value || options[0]![0]}
      onChange={({ currentTarget }) => set({ ...line, value: currentTarget.value })}
      data={options.map(([one, said]) => ({ value: one, label: said }))}
    />
  );
  const names = { event: known.events, attribute: known.attributes, segment: known.segments };
  return (
    <div className={classes.what}>
      {kind === "mail" && (
        <NativeSelect
          size="xs"
          aria-label={texts.mailOf}
          value={name}
          onChange={({ currentTarget }) => set({ ...line, name: currentTarget.value })}
          data={["", ...mails.map(([step]) => step)]}
        />
      )}
      {kind in names && (
        <Autocomplete
          size="xs"
          aria-label={texts.kinds[kind]}
          placeholder={texts.name}
          data={names[kind as keyof typeof names]}
          limit={8}
          value={name}
          onChange={(next) => set({ ...line, name: next })}
        />
      )}
      {kind === "attribute" && text(texts.value)}
      {(kind === "event" || kind === "enrolled") && text(texts.data)}
      {kind === "mail" &&
        choice(
          texts.kinds.mail,
          ["clicked", ...DEEDS.filter((deed) => deed !== "clicked")].map((deed) => [
            deed,
            texts.deeds[deed as (typeof DEEDS)[number]],
          ]),
        )}
      {kind === "segment" &&
        choice(texts.kinds.segment, [
          ["in", texts.into],
          ["out", texts.outOf],
        ])}
    </div>
  );
}
