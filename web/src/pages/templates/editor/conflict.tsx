import { Button, Group } from "@mantine/core";
import { toast } from "../../../parts/toast.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { sourceOf } from "../source.ts";
import { templateTexts } from "../texts.ts";
import classes from "./editor.module.css";
import { SourceDiff } from "./source-diff.tsx";
import type { Editing, Stored } from "./use-source.ts";

/** Another version was saved meanwhile: shows where the two differ, and asks which one counts. */
export function Conflict({ editing, theirs }: { editing: Editing; theirs: Stored }) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const { source, setSource, takeTheirs, keepMine } = editing;
  const take = () => {
    takeTheirs();
    toast(texts.conflict.taken, { undo: () => setSource(source) });
  };
  return (
    <div className={classes.conflict} role="alert">
      <strong>{texts.conflict.title(format.number(theirs.data.version))}</strong>
      <p>{texts.conflict.about}</p>
      <SourceDiff ours={source} theirs={sourceOf(theirs.data)} theirName={texts.conflict.theirs} />
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={take}>
          {texts.conflict.take}
        </Button>
        <Button size="xs" variant="default" onClick={keepMine}>
          {texts.conflict.keep}
        </Button>
      </Group>
    </div>
  );
}
