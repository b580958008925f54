import { catalogue, useTexts } from "../text/catalogue.ts";
import { texts as en } from "../text/en/activity.ts";
import { textOf } from "../text/text-of.ts";
import classes from "./activity-list.module.css";
import { actionWord } from "./activity-words.ts";
import { Time } from "./time.tsx";

export type Activity = {
  at: string;
  key: { id: string; name: string };
  via: "key" | "session";
  noun: string;
  id?: string;
  action: string;
};

const activityTexts = catalogue({ en, de: () => import("../text/de/activity.ts") });

/** A word of ours, or the API's own where it is newer than this page. */
const wordOf = (words: Record<string, string>, name: string) => textOf(words, name) ?? name;

/** Changes of definitions and settings as sentences, with their time and key. */
export function ActivityList({ items, label }: { items: Activity[]; label: string }) {
  const texts = useTexts(activityTexts);
  return (
    <ol className={classes.list} aria-label={label}>
      {items.map(({ at, key, via, noun, id, action }) => (
        <li key={`${at} ${noun} ${id} ${action}`} className={classes.item}>
          <span className={classes.what}>
            {wordOf(texts.nouns, noun)} {id !== undefined && <bdi className={classes.id}>{id}</bdi>}{" "}
            {actionWord(texts, noun, action)}
          </span>
          <span className={classes.who}>
            <bdi>{texts.by(key.name)}</bdi>
            {via === "session" && ` ${texts.session}`} · <Time at={at} isRelative />
          </span>
        </li>
      ))}
    </ol>
  );
}
