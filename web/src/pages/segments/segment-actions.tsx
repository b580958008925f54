import { ActionIcon, Popover, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, read, type Schemas } from "../../api/client.ts";
import { useConfirm } from "../../parts/confirm.tsx";
import { Icon } from "../../parts/icon.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { segmentTexts } from "./texts.ts";

/** Deletes a segment, or says what uses it and must be changed first. */
export function SegmentActions({ segment }: { segment: Schemas["Segment"] }) {
  const texts = useTexts(segmentTexts);
  const format = useFormat();
  const confirm = useConfirm();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, name, members, usedBy } = segment;
  const remove = useMutation({
    mutationFn: () => read(api.DELETE("/v1/segments/{id}", { params: { path: { id } } })),
    onSuccess: async () => {
      toast(texts.deleted(name));
      await navigate({ to: "/segments" });
      await client.invalidateQueries({ queryKey: ["segments", "list"] });
    },
    onError: ({ message }) => toast(message, { isFault: true }),
  });
  const ask = async () => {
    const isSure = await confirm({
      title: texts.deleteTitle(name),
      consequences: [texts.deleteHurts(format.number(members)), texts.deleteSafe],
      action: texts.delete,
      isDangerous: true,
      word: id,
    });
    if (isSure) remove.mutate();
  };
  const isUsed = usedBy.sequences.length + usedBy.segments.length > 0;
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={texts.delete}
      loading={remove.isPending}
      onClick={isUsed ? undefined : ask}
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
