import { Button, NativeSelect, Skeleton, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { api, read } from "../../../api/client.ts";
import { rowsOf, usePages } from "../../../api/pages.ts";
import { useMay } from "../../../app/session.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { More } from "../../../parts/more.tsx";
import { Status } from "../../../parts/status.tsx";
import { Time } from "../../../parts/time.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { versionTexts } from "../diff/texts.ts";
import type { VersionName } from "../diff/use-diff.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { Comparison } from "./comparison.tsx";
import { useRevert } from "./use-revert.ts";
import classes from "./versions.module.css";

const route = getRouteApi("/sequences/$id");

/** What was published when, any two of them beside each other, and the way back to one. */
export function SequenceVersions({ sequence }: { sequence: OpenSequence }) {
  const texts = useTexts(versionTexts);
  const format = useFormat();
  const isAdmin = useMay("admin");
  const { id, version: newest, state } = sequence;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const revert = useRevert(sequence);
  const pages = usePages([`sequence:${id}`, "versions"], (cursor) => {
    const query = { limit: 50, ...(cursor && { cursor }) };
    return read(api.GET("/v1/sequences/{id}/versions", { params: { path: { id }, query } }));
  });
  if (newest === 0) return <Empty icon="clock" title={texts.none} hint={texts.noneHint} />;
  const shown: VersionName = search.to ?? "draft";
  const before: VersionName =
    search.from ?? (shown !== newest ? newest : newest > 1 ? newest - 1 : "draft");
  const nameOf = (one: VersionName) =>
    one === "draft" ? texts.draft : texts.version(format.number(one));
  const show = (next: { from?: VersionName | undefined; to?: VersionName | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...next }) });
  const rows = rowsOf(pages);
  const all: VersionName[] = ["draft", ...rows.map(({ version }) => version)];
  return (
    <div className={classes.page}>
      <nav className={classes.list} aria-label={texts.list}>
        <Fault error={pages.error} retry={() => pages.refetch()} />
        {pages.isPending && <Skeleton height={160} />}
        <ol>
          {all.map((one) => {
            const published = rows.find(({ version }) => version === one)?.publishedAt;
            return (
              <li key={one}>
                <button
                  type="button"
                  aria-current={one === shown ? "true" : undefined}
                  onClick={() => show({ to: one === "draft" ? undefined : one, from: undefined })}
                >
                  <span>{nameOf(one)}</span>
                  {one === newest && (
                    <Status tone={state === "live" ? "good" : "quiet"}>
                      {state === "live" ? texts.live : texts.newest}
                    </Status>
                  )}
                  {one !== "draft" && (
                    <Text span size="xs" c="dimmed" className={classes.date}>
                      {published ? <Time at={published} /> : texts.unknownDate}
                    </Text>
                  )}
                </button>
              </li>
            );
          })}
        </ol>
        <More pages={pages} />
      </nav>
      <section className={classes.shown} aria-label={nameOf(shown)}>
        <div className={classes.head}>
          <h2>{nameOf(shown)}</h2>
          <NativeSelect
            label={texts.compare}
            value={String(before)}
            onChange={({ currentTarget: { value } }) =>
              show({ from: value === "draft" ? "draft" : Number(value) })
            }
            data={all.map((one) => ({ value: String(one), label: nameOf(one) }))}
            className={classes.select}
          />
          {isAdmin && shown !== "draft" && shown !== newest && (
            <Button
              variant="default"
              leftSection={<Icon name="undo" size={16} />}
              loading={revert.isPending}
              onClick={() => revert.ask(shown)}
            >
              {texts.revert.open}
            </Button>
          )}
        </div>
        <Comparison sequence={sequence} from={before} to={shown} nameOf={nameOf} />
      </section>
    </div>
  );
}
