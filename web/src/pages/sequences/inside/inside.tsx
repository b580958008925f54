import { Skeleton, Text } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { api, read } from "../../../api/client.ts";
import { rowsOf, usePages } from "../../../api/pages.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { More } from "../../../parts/more.tsx";
import { TextLink } from "../../../parts/text-link.tsx";
import { Time } from "../../../parts/time.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { ALL_INSIDE } from "../views.ts";
import classes from "./inside.module.css";
import { insideTexts } from "./texts.ts";

type Props = { id: string; place: string; onClose: () => void };

const ENOUGH = 20;

/** The contacts inside a sequence, or those at one step of it; each leads to its contact. */
export function Inside({ id, place, onClose }: Props) {
  const texts = useTexts(insideTexts);
  const pages = usePages([`sequence:${id}`, "enrollments"], (cursor) => {
    const query = { limit: 100, ...(cursor && { cursor }) };
    return read(api.GET("/v1/sequences/{id}/enrollments", { params: { path: { id }, query } }));
  });
  // The API lists all of a sequence: those at one step are sought among them.
  const rows = rowsOf(pages).filter(({ step }) => place === ALL_INSIDE || step === place);
  const { hasNextPage, isFetching, isError, fetchNextPage } = pages;
  const isDue = hasNextPage && !isFetching && !isError && rows.length < ENOUGH;
  useEffect(() => {
    if (isDue) void fetchNextPage();
  }, [isDue, fetchNextPage]);
  const title = place === ALL_INSIDE ? texts.title : texts.at(place);
  return (
    <Dialog title={title} size="lg" onClose={onClose}>
      <div className={classes.body}>
        <Fault error={pages.error} retry={() => pages.refetch()} />
        {pages.isPending && <Skeleton height={120} />}
        {pages.isSuccess && rows.length === 0 && !hasNextPage && <Text>{texts.none}</Text>}
        <ol aria-label={title}>
          {rows.map(({ contactId, key, email, step, since, dueAt }) => (
            <li key={`${contactId} ${key}`}>
              <TextLink to="/contacts/$id" params={{ id: contactId }} search={{}}>
                <bdi>{email}</bdi>
              </TextLink>
              <dl>
                <Fact name={texts.step}>{step ?? "–"}</Fact>
                <Fact name={texts.since}>
                  <Time at={since} />
                </Fact>
                <Fact name={texts.due}>{dueAt === null ? "–" : <Time at={dueAt} />}</Fact>
              </dl>
            </li>
          ))}
        </ol>
        <More pages={pages} />
      </div>
    </Dialog>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
