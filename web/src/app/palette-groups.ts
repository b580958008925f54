import type { Command } from "./command.ts";
import { matching } from "./match-commands.ts";

export type Entry = { id: string; label: string; hint?: string; keys?: string; run: () => void };
export type Group = { name: string; entries: Entry[] };
type Names = { here: string; places: string };

/** The help is no place, but neither an action of this page. */
const isPlace = ({ id }: Command) => id.startsWith("go ") || id === "help";

/** What the palette offers for what is typed: what was found, then actions here, then places. */
export function groupsFor(
  commands: readonly Command[],
  typed: string,
  found: readonly Group[],
  names: Names,
): Group[] {
  const fitting = matching(commands, typed).filter(({ id }) => id !== "palette");
  const here = fitting.filter((command) => !isPlace(command));
  const places = fitting.filter(isPlace);
  const groups = [
    { name: names.here, entries: here },
    { name: names.places, entries: places },
    ...found,
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
