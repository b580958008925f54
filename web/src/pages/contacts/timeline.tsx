import { NativeSelect, Skeleton, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { Fault } from "../../parts/fault.tsx";
import { mailTexts } from "../../parts/mail/texts.ts";
import { More } from "../../parts/more.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { describeEntry, type Item } from "./describe-entry.ts";
import { EntryLine } from "./entry-line.tsx";
import { type ContactSearch, KINDS } from "./filters.ts";
import { foldMails } from "./fold-mails.ts";
import { Future } from "./future.tsx";
import { useRuns } from "./runs.tsx";
import { contactTexts } from "./texts.ts";
import classes from "./timeline.module.css";
import { useForecast } from "./use-forecast.ts";

type Props = { id: string; zone: string | null; search: ContactSearch };

/** What happened to a contact, and above it, in a lighter tone, what comes next. */
export function Timeline({ id, zone, search }: Props) {
  const all = useTexts(contactTexts);
  const mail = useTexts(mailTexts);
  const texts = all.timeline;
  const { duration } = useFormat();
  const navigate = useNavigate({ from: "/contacts/$id" });
  const { kind, sequence } = search;
  const query = { ...(kind && { kind }), ...(sequence && { sequence }) };
  const pages = usePages<Item>([`contact:${id}`, "timeline", query], (cursor) =>
    read(
      api.GET("/v1/contacts/{id}/timeline", {
        params: { path: { id }, query: { ...query, ...(cursor && { cursor }) } },
      }),
    ),
  );
  const words = useMemo(() => ({ ...all, mail, duration }), [all, mail, duration]);
  const set = (next: ContactSearch) =>
    void navigate({ search: (now) => ({ ...now, ...next }), replace: true });
  const runs = rowsOf(useRuns(id));
  const inside = runs.filter(({ status }) => status === "active").map((run) => run.sequence);
  const isFutureShown = !kind || kind === "decision" || kind === "message";
  const wanted = isFutureShown ? inside.filter((one) => !sequence || one === sequence) : [];
  const forecast = useForecast(id, [...new Set(wanted)]);
  const found = rowsOf(pages);
  const rows = kind ? found : foldMails(found);
  const isFiltered = kind !== undefined || sequence !== undefined;
  return (
    <section aria-label={texts.title}>
      <div className={classes.bar}>
        <NativeSelect
          aria-label={texts.kind}
          value={kind ?? ""}
          data={[
            { value: "", label: texts.all },
            ...KINDS.map((one) => ({ value: one, label: texts.kinds[one] })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            set({ kind: (value || undefined) as ContactSearch["kind"] })
          }
        />
        <NativeSelect
          aria-label={texts.sequence}
          value={sequence ?? ""}
          data={[
            { value: "", label: texts.anySequence },
            ...new Set([...runs.map((run) => run.sequence), ...(sequence ? [sequence] : [])]),
          ]}
          onChange={({ currentTarget: { value } }) => set({ sequence: value || undefined })}
        />
      </div>
      <Future
        key={sequence}
        forecast={forecast}
        zone={zone}
        words={words}
        onChoose={(one) => set({ sequence: one })}
      />
      {isFutureShown && (
        <p className={classes.now}>
          <span>{texts.now}</span>
          {forecast.items.length > 0 ? texts.future : wanted.length > 0 ? texts.nothingNext : null}
        </p>
      )}
      <Fault error={pages.error} retry={() => pages.refetch()} />
      {pages.isPending && <Skeleton height={120} aria-busy="true" />}
      {!pages.isPending && rows.length === 0 && (
        <Text c="dimmed">{isFiltered ? texts.noMatch : texts.none}</Text>
      )}
      <ol className={classes.list} aria-label={texts.title}>
        {rows.map((item, at) => (
          <EntryLine
            key={item.kind === "message" ? item.id : `${item.at} ${at}`}
            at={item.at}
            zone={zone}
            entry={describeEntry(item, words)}
            mail={
              item.kind === "message"
                ? { id: item.id, open: () => set({ mail: item.id }) }
                : undefined
            }
          />
        ))}
      </ol>
      <More pages={pages} />
    </section>
  );
}
