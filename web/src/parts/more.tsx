import { Button, Text } from "@mantine/core";
import { isCut } from "../api/long-search.ts";
import type { Pages } from "../api/pages.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";

/** Below a list that is loaded page by page: the way to the next, or that there is more still. */
export function More<T>({ pages }: { pages: Pages<T> }) {
  const { list } = useTexts(appTexts);
  if (pages.hasNextPage)
    return (
      <Button
        variant="subtle"
        size="xs"
        fullWidth
        loading={pages.isFetchingNextPage}
        onClick={() => pages.fetchNextPage()}
      >
        {list.more}
      </Button>
    );
  if (!isCut(pages.data?.pages)) return null;
  return (
    <Text size="sm" c="dimmed">
      {list.cut}
    </Text>
  );
}
