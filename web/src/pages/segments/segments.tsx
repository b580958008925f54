import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, read, type Schemas } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay } from "../../app/session.tsx";
import { useDescribeCondition } from "../../parts/condition/condition-sentence.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Icon } from "../../parts/icon.tsx";
import { type Column, List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import { Time } from "../../parts/time.tsx";
import { TwoLines } from "../../parts/two-lines.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { NEW_SEGMENT } from "./new-segment.ts";
import { segmentTexts } from "./texts.ts";

type Segment = Schemas["Segment"];

/** Every segment, with its condition in words. */
export function Segments() {
  const texts = useTexts(segmentTexts);
  const navigate = useNavigate();
  const mayCreate = useMay("admin");
  const pages = usePages<Segment>(["segments", "list"], (cursor) =>
    read(api.GET("/v1/segments", { params: { query: { ...(cursor && { cursor }) } } })),
  );
  const commands = useMemo<Command[]>(
    () =>
      mayCreate
        ? [
            {
              id: "segment new",
              label: texts.new,
              keys: "n",
              run: () => void navigate({ to: "/segments/$id", params: { id: NEW_SEGMENT } }),
            },
          ]
        : [],
    [texts, navigate, mayCreate],
  );
  useCommands(commands);
  const create = mayCreate && (
    <Button
      component={Link}
      to={`/segments/${NEW_SEGMENT}`}
      leftSection={<Icon name="plus" size={16} />}
    >
      {texts.new}
    </Button>
  );
  return (
    <Page title={texts.title} about={texts.about} actions={create} isWide>
      <List
        label={texts.title}
        columns={useColumns()}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: "/segments/$id", params: { id } })}
        empty={<Empty icon="segments" title={texts.empty} hint={texts.emptyHint} action={create} />}
      />
    </Page>
  );
}

function useColumns(): Column<Segment>[] {
  const texts = useTexts(segmentTexts);
  const format = useFormat();
  const describe = useDescribeCondition();
  return useMemo(
    () => [
      {
        key: "name",
        label: texts.name,
        cell: ({ name, condition }) => <TwoLines first={name} second={describe(condition)} />,
        width: "27%",
      },
      {
        key: "condition",
        label: texts.condition,
        cell: ({ condition }) => <bdi>{describe(condition)}</bdi>,
        isMinor: true,
      },
      {
        key: "members",
        label: texts.members,
        cell: ({ members }) => format.number(members),
        width: "6.5rem",
        isNumber: true,
      },
      {
        key: "used",
        label: texts.usedBy,
        cell: ({ usedBy: { sequences, segments } }) =>
          [...sequences, ...segments].join(", ") || texts.unused,
        width: "16%",
        isMinor: true,
      },
      {
        key: "updated",
        label: texts.updated,
        cell: ({ updatedAt }) => <Time at={updatedAt} isRelative />,
        width: "8rem",
        isMinor: true,
      },
    ],
    [texts, format, describe],
  );
}
