import { Button, Stack, Text, Title } from "@mantine/core";
import { useTexts } from "../text/catalogue.ts";
import { appTexts } from "./texts.ts";

/** Shown when nothing can be: the API does not answer, or a page failed. */
export function Lost({ error, retry }: { error: Error; retry: () => void }) {
  const texts = useTexts(appTexts);
  return (
    <Stack align="flex-start" p="xl" gap="sm" role="alert">
      <Title order={1} size="h3">
        {texts.lost.title}
      </Title>
      <Text c="dimmed">{error.message || texts.lost.unreachable}</Text>
      <Button onClick={retry}>{texts.lost.retry}</Button>
    </Stack>
  );
}
