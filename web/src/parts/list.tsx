import { Button, Skeleton, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import { isCut, isSearchPaused } from "../api/long-search.ts";
import { type Pages, rowsOf } from "../api/pages.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { Empty } from "./empty.tsx";
import { Fault } from "./fault.tsx";
import classes from "./list.module.css";
import { useWayIn } from "./use-way-in.ts";

export type Column<T> = {
  key: string;
  label: string;
  cell: (row: T) => ReactNode;
  /** CSS width; the others share what is left. */
  width?: string;
  isNumber?: boolean;
  /** Left out where the list is narrow: on a phone, and beside an open row. */
  isMinor?: boolean;
};

type Props<T> = {
  label: string;
  columns: Column<T>[];
  pages: Pages<T>;
  keyOf: (row: T) => string;
  /** The row that is open beside the list. */
  openKey?: string | undefined;
  onOpen: (row: T) => void;
  /** Shown when there is nothing at all, or nothing that matches. */
  empty: ReactNode;
};

const ROW_PX = 44;
const SKELETONS = ["a", "b", "c", "d", "e", "f"];

/**
 * A long list: only the rows in view are drawn, further pages load as one scrolls. Arrow keys (or J
 * and K) lead into it from the heading and move in it, Enter opens.
 */
export function List<T>({ label, columns, pages, keyOf, openKey, onOpen, empty }: Props<T>) {
  const texts = useTexts(appTexts);
  const rows = useMemo(() => rowsOf(pages), [pages]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const isPaused = isSearchPaused(pages.data?.pages);
  const isAtEnd = last >= rows.length - 10;
  const isDue = hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !isPaused && isAtEnd;
  useEffect(() => {
    if (isDue) void fetchNextPage();
  }, [isDue, fetchNextPage]);

  useLayoutEffect(() => {
    const shown = scroller.current;
    if (!shown) return;
    const top = Math.round(shown.getBoundingClientRect().top + window.scrollY);
    shown.style.setProperty("--top", `${top}px`);
  });
  useWayIn(() => {
    const openers = scroller.current?.querySelectorAll<HTMLElement>("tr[data-index] button");
    return [...(openers ?? [])].find((one) => one.ariaCurrent) ?? openers?.[0];
  });

  if (pages.isPending) return <Loading label={texts.list.loading} />;
  if (pages.error && rows.length === 0)
    return <Fault error={pages.error} retry={() => pages.refetch()} />;
  const next = hasNextPage && (
    <Button
      variant="subtle"
      fullWidth={rows.length > 0}
      loading={isFetchingNextPage}
      onClick={() => fetchNextPage()}
    >
      {isPaused ? texts.list.searchOn : texts.list.more}
    </Button>
  );
  const isAll = !isCut(pages.data?.pages);
  if (rows.length === 0) {
    if (isDue || isFetchingNextPage) return <Loading label={texts.list.searching} />;
    const { notYet, notYetHint, notAll } = texts.list;
    if (next) return <Empty icon="search" title={notYet} hint={notYetHint} action={next} />;
    return isAll ? empty : <Empty icon="search" title={notYet} hint={notAll} />;
  }

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const row = (event.target as Element).closest<HTMLElement>("tr[data-index]");
    if (!step || !row || event.metaKey || event.ctrlKey || event.altKey) return;
    const next = Number(row.dataset.index) + step;
    if (next < 0 || next >= rows.length) return;
    event.preventDefault();
    virtual.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`tr[data-index="${next}"] button`)?.focus(),
    );
    if (openKey !== undefined) onOpen(rows[next]!);
  };
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside bubble here
    <div ref={scroller} className={classes.scroller} onKeyDown={move}>
      <table
        className={classes.table}
        aria-label={texts.list.of(label)}
        aria-rowcount={rows.length}
      >
        <thead>
          <tr>
            {columns.map(({ key, label: head, width, isNumber, isMinor }) => (
              <th
                key={key}
                scope="col"
                style={{ "--width": width } as CSSProperties}
                data-number={isNumber || undefined}
                data-minor={isMinor || undefined}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Spacer height={above} />}
          {shown.map(({ index }) => {
            const row = rows[index]!;
            const key = keyOf(row);
            return (
              <tr
                key={key}
                data-index={index}
                data-open={key === openKey || undefined}
                aria-rowindex={index + 1}
                onClick={() => onOpen(row)}
              >
                {columns.map(({ key: name, cell, isNumber, isMinor }, at) => (
                  <td
                    key={name}
                    data-number={isNumber || undefined}
                    data-minor={isMinor || undefined}
                  >
                    {at === 0 ? (
                      <button
                        type="button"
                        className={classes.opener}
                        aria-current={key === openKey ? "true" : undefined}
                      >
                        {cell(row)}
                      </button>
                    ) : (
                      cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <Spacer height={below} />}
        </tbody>
      </table>
      {next}
      {!isAll && <Text className={classes.cut}>{texts.list.notAll}</Text>}
    </div>
  );
}

/** One cell alone: spanning columns that a narrow list leaves out would bring them back. */
const Spacer = ({ height }: { height: number }) => (
  <tr>
    <td style={{ height, padding: 0, border: 0 }} />
  </tr>
);

function Loading({ label }: { label: string }) {
  return (
    <div className={classes.loading} aria-busy="true">
      <Text className={classes.hidden}>{label}</Text>
      {SKELETONS.map((key) => (
        <Skeleton key={key} height={20} radius="sm" />
      ))}
    </div>
  );
}
