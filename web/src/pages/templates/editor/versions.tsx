import { Text } from "@mantine/core";
import { api, read } from "../../../api/client.ts";
import { rowsOf, usePages } from "../../../api/pages.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { Time } from "../../../parts/time.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { templateTexts } from "../texts.ts";
import classes from "./editor.module.css";

/** When each version was saved, and its subject. */
export function Versions({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const pages = usePages(["templates", id, "versions"], (cursor) =>
    read(
      api.GET("/v1/templates/{id}/versions", {
        params: { path: { id }, query: { limit: 50, ...(cursor && { cursor }) } },
      }),
    ),
  );
  return (
    <Dialog opened onClose={onClose} title={texts.versions.title} size="lg">
      <Text size="sm" c="dimmed" mb="sm">
        {texts.versions.about}
      </Text>
      <Fault error={pages.error} />
      <ol className={classes.versions}>
        {rowsOf(pages).map(({ version, savedAt, subject }) => (
          <li key={version}>
            <span>{texts.version(format.number(version))}</span>
            <bdi>{subject ?? "–"}</bdi>
            {savedAt ? <Time at={savedAt} /> : <span>–</span>}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
