import { Anchor, Button, Checkbox, NativeSelect, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useFoundContacts } from "../../../api/names.ts";
import { appTexts } from "../../../app/texts.ts";
import type { Definition } from "../../../canvas/definition.ts";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { fromLocal, toLocal } from "./moments.ts";
import { Pairs } from "./pairs.tsx";
import type { Script } from "./script.ts";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";

type Props = {
  script: Script;
  change: (part: Partial<Script>) => void;
  definition: Definition;
  attributes: string[];
};

/** For whom the sequence is played: a real contact, or one that is made up; and where it begins. */
export function Who({ script, change, definition, attributes }: Props) {
  const texts = useTexts(simulateTexts);
  const [isSearching, setIsSearching] = useState(false);
  const isReal = isSearching || script.contactId !== undefined;
  const isResumed = script.contactId !== undefined && script.resume;
  return (
    <section className={classes.part}>
      <h2>{texts.who}</h2>
      <div className={classes.switch}>
        {(["made", "real"] as const).map((name) => (
          <Button
            key={name}
            size="xs"
            variant={(name === "real") === isReal ? "light" : "default"}
            aria-pressed={(name === "real") === isReal}
            onClick={() => {
              setIsSearching(name === "real");
              if (name === "made") change({ contactId: undefined, resume: false });
            }}
          >
            {texts[name]}
          </Button>
        ))}
      </div>
      {isReal && script.contactId === undefined && (
        <Search onPick={(contactId) => change({ contactId })} />
      )}
      {script.contactId !== undefined && (
        <>
          <Text size="sm" className={classes.picked}>
            <bdi>{texts.chosen(script.contactId)}</bdi>{" "}
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                setIsSearching(true);
                change({ contactId: undefined, resume: false });
              }}
            >
              {texts.change}
            </Anchor>
          </Text>
          <Checkbox
            size="xs"
            label={texts.resume}
            checked={script.resume}
            onChange={({ currentTarget }) => change({ resume: currentTarget.checked })}
          />
        </>
      )}
      {!isReal && (
        <Pairs
          pairs={script.attributes}
          names={attributes}
          onChange={(next) => change({ attributes: next })}
        />
      )}
      <TextInput
        type="datetime-local"
        label={texts.from}
        description={texts.fromHint}
        size="xs"
        value={script.from === undefined ? "" : toLocal(script.from)}
        onChange={({ currentTarget }) => change({ from: fromLocal(currentTarget.value) })}
      />
      <NativeSelect
        label={texts.start}
        size="xs"
        disabled={isResumed}
        value={script.step ?? ""}
        onChange={({ currentTarget }) => change({ step: currentTarget.value || undefined })}
        data={[
          { value: "", label: texts.byTrigger },
          ...Object.keys(definition.steps).map((name) => ({
            value: name,
            label: texts.atStep(name),
          })),
        ]}
      />
    </section>
  );
}

const MOST_FOUND = 6;

function Search({ onPick }: { onPick: (id: string) => void }) {
  const texts = useTexts(simulateTexts);
  const { list } = useTexts(appTexts);
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 200);
  // One more than is shown tells whether there are more.
  const found = useFoundContacts(q, MOST_FOUND + 1);
  const all = found.data ?? [];
  return (
    <>
      <TextInput
        label={texts.find}
        description={texts.findHint}
        size="xs"
        type="search"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Fault error={found.error} />
      {found.data && all.length === 0 && <Text size="xs">{texts.noneFound}</Text>}
      <ul className={classes.found}>
        {all.slice(0, MOST_FOUND).map(({ id, email }) => (
          <li key={id}>
            <button type="button" onClick={() => onPick(id)}>
              <bdi>{email}</bdi> <code>{id}</code>
            </button>
          </li>
        ))}
      </ul>
      {all.length > MOST_FOUND && (
        <Text size="xs" c="dimmed">
          {list.typeOn}
        </Text>
      )}
    </>
  );
}
