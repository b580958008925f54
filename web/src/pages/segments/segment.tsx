import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { answer, api } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { Page } from "../../parts/page.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { NEW_SEGMENT } from "./new-segment.ts";
import { SegmentEditor } from "./segment-editor.tsx";
import { segmentTexts } from "./texts.ts";

const route = getRouteApi("/segments/$id");

/** One segment: its builder, who matches, its members. */
export function SegmentPage() {
  const { id } = route.useParams();
  return id === NEW_SEGMENT ? <SegmentEditor key={id} /> : <Saved key={id} id={id} />;
}

function Saved({ id }: { id: string }) {
  const texts = useTexts(segmentTexts);
  const segment = useQuery({
    queryKey: ["segments", id],
    queryFn: () => answer(api.GET("/v1/segments/{id}", { params: { path: { id } } })),
  });
  if (segment.data) {
    return <SegmentEditor stored={segment.data} />;
  }
  return (
    <Page title={texts.title}>
      <Fault error={segment.error} retry={() => segment.refetch()} />
      {segment.isPending && (
        <Stack gap="md" aria-busy="true">
          <Skeleton height={36} width="40%" />
          <Skeleton height={220} />
        </Stack>
      )}
    </Page>
  );
}
