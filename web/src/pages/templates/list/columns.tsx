import type { ReactNode } from "react";
import type { paths } from "../../../api/schema.d.ts";
import type { Column } from "../../../parts/list.tsx";
import { Time } from "../../../parts/time.tsx";
import { TwoLines } from "../../../parts/two-lines.tsx";
import type { Format } from "../../../text/format.ts";
import type { templateTexts } from "../texts.ts";
import classes from "./list.module.css";

type Answer = paths["/v1/templates"]["get"]["responses"][200]["content"]["application/json"];
export type Listed = Answer["items"][number];

export const columnsOf = (
  texts: ReturnType<typeof templateTexts>,
  format: Format,
  actions: ((row: Listed) => ReactNode) | undefined,
): Column<Listed>[] => [
  {
    key: "id",
    label: texts.id,
    cell: ({ id, subject }) => <TwoLines first={id} second={subject} />,
  },
  {
    key: "subject",
    label: texts.subject,
    cell: ({ subject }) => <bdi>{subject}</bdi>,
    isMinor: true,
  },
  {
    key: "usedBy",
    label: texts.usedByHead,
    cell: ({ usedBy }) =>
      usedBy.length === 0 ? (
        <span className={classes.none}>{texts.unused}</span>
      ) : (
        format.list(
          usedBy.map(({ sequence, draft }) => (draft ? texts.draftOf(sequence) : sequence)),
        )
      ),
    width: "22%",
    isMinor: true,
  },
  {
    key: "updatedAt",
    label: texts.updated,
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
    width: "9.5rem",
    isMinor: true,
  },
  ...(actions
    ? [
        {
          key: "actions",
          label: texts.actionsHead,
          cell: actions,
          width: "5.5rem",
          isNumber: true,
          isMinor: true,
        },
      ]
    : []),
];
