import { NativeSelect } from "@mantine/core";
import { useMemo, useState } from "react";
import { api, read, type Schemas } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { Empty } from "../../parts/empty.tsx";
import { type Column, List } from "../../parts/list.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";

type Listed = Schemas["ListedSuppression"];
const REASONS: Listed["reason"][] = ["complaint", "unsubscribe", "hard-bounce", "manual"];

/** Suppressed addresses, newest first: the address only where a contact has it. */
export function SuppressionList({ onOpen }: { onOpen: (email: string) => void }) {
  const { suppressions: texts } = useTexts(operationsTexts);
  const [reason, setReason] = useState<Listed["reason"]>();
  const pages = usePages<Listed>(["contacts", "suppressions", reason], (cursor) => {
    const query = { ...(reason && { reason }), ...(cursor && { cursor }) };
    return read(api.GET("/v1/suppressions", { params: { query } }));
  });
  const columns = useMemo<Column<Listed>[]>(
    () => [
      {
        key: "email",
        label: texts.email,
        cell: ({ email }) =>
          email === null ? (
            <span className={classes.hint}>{texts.noContact}</span>
          ) : (
            <bdi>{email}</bdi>
          ),
      },
      { key: "reason", label: texts.reason, cell: (one) => texts.reasons[one.reason] },
      {
        key: "at",
        label: texts.since,
        width: "9.5rem",
        isMinor: true,
        cell: ({ at }) => <Time at={at} />,
      },
    ],
    [texts],
  );
  return (
    <>
      <NativeSelect
        aria-label={texts.reason}
        className={classes.filter}
        value={reason ?? ""}
        data={[
          { value: "", label: texts.anyReason },
          ...REASONS.map((one) => ({ value: one, label: texts.reasons[one] })),
        ]}
        onChange={({ currentTarget: { value } }) => setReason(REASONS.find((one) => one === value))}
      />
      <Beside peek={undefined}>
        <List
          label={texts.list}
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ email }) => email !== null && onOpen(email)}
          empty={
            <Empty
              icon="check"
              title={reason ? texts.noneOfReason : texts.noneSuppressed}
              hint={reason ? texts.noneOfReasonHint : texts.noneSuppressedHint}
            />
          }
        />
      </Beside>
    </>
  );
}
