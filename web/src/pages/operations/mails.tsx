import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import { api, read, type Schemas } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { Empty } from "../../parts/empty.tsx";
import { type Column, List } from "../../parts/list.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { TwoLines } from "../../parts/two-lines.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { MailPeek } from "./mail.tsx";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";
import { useTab } from "./use-tab.ts";

type Listed = Pick<Schemas["Message"], "id" | "to" | "subject" | "template" | "at" | "reason">;

/** Mail that waits, and mail of which the provider never said whether it took it. */
export function Mails() {
  const { mails: texts } = useTexts(operationsTexts);
  const { peek, state: wanted, show } = useTab();
  const state = wanted ?? "held";
  const pages = usePages<Listed>(["messages", { state }], (cursor) =>
    read(api.GET("/v1/messages", { params: { query: { state, ...(cursor && { cursor }) } } })),
  );
  const columns = useMemo<Column<Listed>[]>(
    () => [
      {
        key: "subject",
        label: texts.subject,
        cell: ({ subject, template, to }) => (
          <TwoLines first={subject ?? template} second={to ?? ""} />
        ),
      },
      { key: "to", label: texts.to, isMinor: true, cell: ({ to }) => <bdi>{to}</bdi> },
      { key: "reason", label: texts.reason, isMinor: true, cell: ({ reason }) => reason },
      {
        key: "at",
        label: texts.at,
        width: "9.5rem",
        isMinor: true,
        cell: ({ at }) => <Time at={at} />,
      },
    ],
    [texts],
  );
  const isHeld = state === "held";
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={texts.filter}
          value={state}
          onChange={(next) => show({ state: next === "unknown" ? next : undefined })}
          data={[
            { value: "held", label: texts.held },
            { value: "unknown", label: texts.unknown },
          ]}
        />
        <p className={classes.hint}>{isHeld ? texts.heldHint : texts.unknownHint}</p>
      </div>
      <Beside
        peek={peek && <MailPeek id={peek} key={peek} onClose={() => show({ state: wanted })} />}
      >
        <List
          label={texts[state]}
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          openKey={peek}
          onOpen={({ id }) => show({ peek: id, state: wanted })}
          empty={
            <Empty
              icon="check"
              title={isHeld ? texts.noHeld : texts.noUnknown}
              hint={isHeld ? texts.noHeldHint : texts.noUnknownHint}
            />
          }
        />
      </Beside>
    </>
  );
}
