import { ActionIcon, Popover, Stack, Text } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, read, type Schemas } from "../../api/client.ts";
import { Icon } from "../../parts/icon.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { segmentTexts } from "./texts.ts";

/** Deletes a segment, or says what uses it and must be changed first. */
export function SegmentActions({ segment }: { segment: Schemas["Segment"] }) {
  const texts = useTexts(segmentTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const { id, name, members, usedBy } = segment;
  const remove = useAction({
    run: () => read(api.DELETE("/v1/segments/{id}", { params: { path: { id } } })),
    question: () => ({
      title: texts.deleteTitle(name),
      consequences: [texts.deleteHurts(format.number(members)), texts.deleteSafe],
      action: texts.delete,
      isDangerous: true,
      word: id,
    }),
    said: () => texts.deleted(name),
    onDone: () => navigate({ to: "/segments" }),
  });
  const isUsed = usedBy.sequences.length + usedBy.segments.length > 0;
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={texts.delete}
      loading={remove.isPending}
      onClick={isUsed ? undefined : () => remove.ask()}
    >
      <Icon name="trash" />
    </ActionIcon>
  );
  if (!isUsed) return button;
  return (
    <Popover withinPortal={false} position="bottom-end" width={280} trapFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text fw={600}>{texts.usedTitle}</Text>
          <Text size="sm" c="dimmed">
            {texts.usedHint}
          </Text>
          {usedBy.sequences.map((one) => (
            <Link key={one} to="/sequences/$id" params={{ id: one }}>
              {texts.sequence(one)}
            </Link>
          ))}
          {usedBy.segments.map((one) => (
            <Link key={one} to="/segments/$id" params={{ id: one }}>
              {texts.segment(one)}
            </Link>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
