import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

type Props = { icon: IconName; title: string; hint?: string; action?: ReactNode };

/**
 * An empty place: nothing yet (what to do), nothing that matches (clear the filter), or still
 * counting (progress). Each says which it is.
 */
export function Empty({ icon, title, hint, action }: Props) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Icon name={icon} size={28} />
      <Text fw={600}>{title}</Text>
      {hint && (
        <Text c="dimmed" size="sm" maw="34rem">
          {hint}
        </Text>
      )}
      {action}
    </Stack>
  );
}
