import { useMemo } from "react";
import { useTexts } from "../../../text/catalogue.ts";
import { diffLines, onlyChanges } from "../line-diff.ts";
import type { Source } from "../source.ts";
import { templateTexts } from "../texts.ts";
import classes from "./editor.module.css";

type Props = { ours: Source; theirs: Source; theirName: string };

/** The lines in which two sources differ, with some around them. */
export function SourceDiff({ ours, theirs, theirName }: Props) {
  const texts = useTexts(templateTexts);
  const lines = useMemo(
    () => onlyChanges(diffLines(written(ours), written(theirs))),
    [ours, theirs],
  );
  if (lines.length === 0) return <p>{texts.conflict.same}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <ol className={classes.diff} aria-label={texts.conflict.differences} tabIndex={0}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
        <li key={at} data-kind={line?.kind}>
          <b>
            {line?.kind === "ours" && texts.conflict.ours}
            {line?.kind === "theirs" && theirName}
          </b>
          <span>{line ? line.text || " " : "⋯"}</span>
        </li>
      ))}
    </ol>
  );
}

/** A source as one text. */
const written = ({ subject, mjml, html, text, class: kind }: Source) =>
  [`subject: ${subject}`, `class: ${kind ?? "–"}`, mjml ?? html, text && `text: ${text}`]
    .filter(Boolean)
    .join("\n");
