import type { Schemas } from "../../../api/client.ts";
import type { Column } from "../../../parts/list.tsx";
import { Status } from "../../../parts/status.tsx";
import { Time } from "../../../parts/time.tsx";
import type { Like } from "../../../text/catalogue.ts";
import type { texts as english } from "../../../text/en/sequences.ts";
import type { Format } from "../../../text/format.ts";
import { STATE_TONES } from "../about.tsx";
import classes from "./list.module.css";

export type Listed = Schemas["SequenceSummary"];

/** Whether a sequence has the state, and each typed word in its name or id. */
export function isMatch(one: Listed, typed = "", state?: Listed["state"]): boolean {
  const text = `${one.name} ${one.id}`.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/);
  return (!state || one.state === state) && words.every((word) => text.includes(word));
}

/** The columns of the list of sequences. */
export function columnsOf(texts: Like<typeof english>, format: Format): Column<Listed>[] {
  const { column } = texts;
  return [
    {
      key: "name",
      label: column.name,
      cell: ({ id, name }) => (
        <>
          <bdi>{name}</bdi> <span className={classes.name}>{id}</span>
        </>
      ),
    },
    {
      key: "state",
      label: column.state,
      width: "8.5rem",
      cell: ({ state }) => <Status tone={STATE_TONES[state]}>{texts.state[state]}</Status>,
    },
    {
      key: "version",
      label: texts.view.versions,
      width: "7rem",
      isNumber: true,
      isMinor: true,
      cell: ({ version }) => (version === 0 ? "–" : format.number(version)),
    },
    {
      key: "changed",
      label: column.changed,
      width: "9.5rem",
      isMinor: true,
      cell: ({ updatedAt }) => <Time at={updatedAt} isRelative />,
    },
  ];
}
