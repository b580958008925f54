import { Skeleton } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Fault } from "../../../parts/fault.tsx";
import { Page } from "../../../parts/page.tsx";
import { TemplateEditor } from "./template-editor.tsx";
import { useStoredTemplate } from "./use-source.ts";

const route = getRouteApi("/templates/$id");

/** One template: its source, and beside it the mail that it makes. */
export function TemplatePage() {
  const { id } = route.useParams();
  const stored = useStoredTemplate(id);
  if (stored.data) return <TemplateEditor key={id} id={id} read={stored.data} />;
  return (
    <Page title={id}>
      {stored.error ? (
        <Fault error={stored.error} retry={() => stored.refetch()} />
      ) : (
        <Skeleton height="60dvh" radius="md" />
      )}
    </Page>
  );
}
