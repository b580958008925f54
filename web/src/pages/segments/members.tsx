import { Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { type Column, List } from "../../parts/list.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./segments.module.css";
import { segmentTexts } from "./texts.ts";

type Member = { contactId: string; email: string; since: string };

/** Who is in a segment as it was last saved. */
export function Members({ id, count }: { id: string; count: number }) {
  const texts = useTexts(segmentTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const pages = usePages<Member>(["segments", id, "members"], (cursor) =>
    read(
      api.GET("/v1/segments/{id}/members", {
        params: { path: { id }, query: { ...(cursor && { cursor }) } },
      }),
    ),
  );
  const columns = useMemo<Column<Member>[]>(
    () => [
      { key: "email", label: texts.email, cell: ({ email }) => <bdi>{email}</bdi> },
      {
        key: "contact",
        label: texts.contact,
        cell: ({ contactId }) => <bdi>{contactId}</bdi>,
        isMinor: true,
      },
      {
        key: "since",
        label: texts.since,
        cell: ({ since }) => <Time at={since} />,
        width: "9.5rem",
      },
    ],
    [texts],
  );
  return (
    <section aria-label={texts.members}>
      <h2 className={classes.heading}>
        {texts.members} <span>{format.number(count)}</span>
      </h2>
      <List
        label={texts.members}
        columns={columns}
        pages={pages}
        keyOf={({ contactId }) => contactId}
        onOpen={({ contactId }) =>
          void navigate({ to: "/contacts/$id", params: { id: contactId } })
        }
        empty={<Text c="dimmed">{texts.noMembers}</Text>}
      />
    </section>
  );
}
