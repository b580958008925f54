import type { texts as english } from "../../../text/en/publish.ts";
import type { Like } from "../../../text/like.ts";
import type { ImpactGroup } from "./migrations.ts";

type Format = { number: (value: number) => string; list: (items: string[]) => string };
type Texts = Like<typeof english>["impact"];

/** What a group would get if it moved to the new version, in sentences; the gravest first. */
export function effectsOf(group: ImpactGroup, texts: Texts, format: Format): string[] {
  const { change, people, repeated, skipped, added, replaced, rules } = group;
  const count = format.number(people);
  const names = (all: readonly string[]) => format.list(all.map((name) => `“${name}”`));
  const said = [
    change === "stranded" && texts.stranded(count),
    repeated.length > 0 && texts.repeated(count, names(repeated)),
    skipped.length > 0 && texts.skipped(count, names(skipped)),
    added.length > 0 && texts.added(count, names(added)),
    replaced.length > 0 &&
      texts.replaced(
        count,
        format.list(replaced.map(({ from, to }) => texts.instead(`“${to}”`, `“${from}”`))),
      ),
    rules.length > 0 && texts.rules(count, format.list(rules.map((path) => lastOf(path)))),
    change === "unchanged" && texts.unchanged(count),
    // Runs that end, of which no mail is dropped.
    change === "skipped" && skipped.length === 0 && texts.nothingAhead(count),
  ];
  return said.filter((text) => text !== false);
}

const lastOf = (pointer: string) => pointer.split("/").at(-1) ?? pointer;
