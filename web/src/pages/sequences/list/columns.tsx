import type { Schemas } from "../../../api/client.ts";
import type { Column } from "../../../parts/list.tsx";
import { Status } from "../../../parts/status.tsx";
import { TextLink } from "../../../parts/text-link.tsx";
import { Time } from "../../../parts/time.tsx";
import { TwoLines } from "../../../parts/two-lines.tsx";
import type { Like } from "../../../text/catalogue.ts";
import type { texts as english } from "../../../text/en/sequences.ts";
import type { Format } from "../../../text/format.ts";
import { STATE_TONES } from "../about.tsx";
import { ALL_INSIDE } from "../views.ts";
import classes from "./list.module.css";

export type Listed = Schemas["SequenceSummary"];

/** The columns of the list of sequences. */
export function columnsOf(texts: Like<typeof english>, format: Format): Column<Listed>[] {
  const { column } = texts;
  return [
    {
      key: "name",
      label: column.name,
      cell: ({ id, name }) => <TwoLines first={name} second={id} isAlways />,
    },
    {
      key: "state",
      label: column.state,
      width: "7.75rem",
      cell: ({ state }) => <Status tone={STATE_TONES[state]}>{texts.state[state]}</Status>,
    },
    ...(["inside", "entered", "completed", "converted", "mails"] as const).map((key) => ({
      key,
      label: column[key],
      width: key === "mails" ? "6.5rem" : "5.75rem",
      isNumber: true,
      isMinor: true,
      cell: (one: Listed) => {
        const count = one[key];
        if (count === null) return "–";
        if (key !== "inside" || count === 0) return format.compact(count);
        return (
          <TextLink
            to="/sequences/$id"
            params={{ id: one.id }}
            search={{ inside: ALL_INSIDE }}
            onClick={(event) => event.stopPropagation()}
          >
            {format.compact(count)}
          </TextLink>
        );
      },
    })),
    {
      key: "findings",
      label: column.findings,
      width: "4.25rem",
      isNumber: true,
      isMinor: true,
      cell: ({ errors }) =>
        errors > 0 ? <span className={classes.errors}>{format.number(errors)}</span> : "–",
    },
    {
      key: "changed",
      label: column.changed,
      width: "7.75rem",
      isMinor: true,
      cell: ({ updatedAt }) => <Time at={updatedAt} isRelative />,
    },
  ];
}
