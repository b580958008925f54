import { Button, Group } from "@mantine/core";
import { useMemo } from "react";
import { toast } from "../../../parts/toast.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { diffLines, onlyChanges } from "../line-diff.ts";
import { type Source, sourceOf } from "../source.ts";
import { templateTexts } from "../texts.ts";
import classes from "./editor.module.css";
import type { Editing, Stored } from "./use-source.ts";

/** Another version was saved meanwhile: shows where the two differ, and asks which one counts. */
export function Conflict({ editing, theirs }: { editing: Editing; theirs: Stored }) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const { source, setSource, takeTheirs, keepMine } = editing;
  const lines = useMemo(
    () => onlyChanges(diffLines(written(source), written(sourceOf(theirs.data)))),
    [source, theirs],
  );
  const take = () => {
    takeTheirs();
    toast(texts.conflict.taken, { undo: () => setSource(source) });
  };
  return (
    <div className={classes.conflict} role="alert">
      <strong>{texts.conflict.title(format.number(theirs.data.version))}</strong>
      <p>{texts.conflict.about}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <ol className={classes.diff} aria-label={texts.conflict.differences} tabIndex={0}>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
          <li key={at} data-kind={line?.kind}>
            <b>
              {line?.kind === "ours" && texts.conflict.ours}
              {line?.kind === "theirs" && texts.conflict.theirs}
            </b>
            <span>{line ? line.text || " " : "⋯"}</span>
          </li>
        ))}
      </ol>
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

/** A source as one text. */
const written = ({ subject, mjml, html, text, class: kind }: Source) =>
  [`subject: ${subject}`, `class: ${kind ?? "–"}`, mjml ?? html, text && `text: ${text}`]
    .filter(Boolean)
    .join("\n");
