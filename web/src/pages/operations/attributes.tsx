import { Button } from "@mantine/core";
import { Suspense, useMemo, useState } from "react";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { useMay } from "../../app/session.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { type Column, List } from "../../parts/list.tsx";
import { useTexts } from "../../text/catalogue.ts";
import type { Declared } from "./attribute-dialog.tsx";
import { attributeTexts } from "./attribute-texts.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";
import { useTab } from "./use-tab.ts";

const AttributeDialog = lazyPart(() => import("./attribute-dialog.tsx"), "AttributeDialog");

/** The attributes whose values have a type. */
export function Attributes() {
  const texts = useTexts(attributeTexts);
  const { tabs } = useTexts(operationsTexts);
  const isAdmin = useMay("admin");
  const [isMaking, setIsMaking] = useState(false);
  const { peek, show, close } = useTab();
  const pages = usePages<Declared>(["settings", "attributes"], (cursor) =>
    read(api.GET("/v1/attributes", { params: { query: { ...(cursor && { cursor }) } } })),
  );
  const open = rowsOf(pages).find(({ name }) => name === peek);
  const columns = useMemo<Column<Declared>[]>(
    () => [
      { key: "name", label: texts.name, cell: ({ name }) => name },
      { key: "type", label: texts.type, width: "11rem", cell: ({ type }) => texts.types[type] },
      { key: "label", label: texts.label, isMinor: true, cell: ({ label }) => label },
      {
        key: "sensitive",
        label: texts.sensitive,
        width: "7rem",
        isMinor: true,
        cell: ({ sensitive }) => sensitive && texts.yes,
      },
    ],
    [texts],
  );
  return (
    <>
      <div className={classes.bar}>
        <p className={classes.hint}>{texts.about}</p>
        {isAdmin && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setIsMaking(true)}>
            {texts.declare}
          </Button>
        )}
      </div>
      <List
        label={tabs.attributes}
        columns={columns}
        pages={pages}
        keyOf={({ name }) => name}
        openKey={peek}
        onOpen={({ name }) => show({ peek: name })}
        empty={<Empty icon="tag" title={texts.empty} hint={texts.emptyHint} />}
      />
      <Suspense>
        {isMaking && <AttributeDialog onClose={() => setIsMaking(false)} />}
        {open && <AttributeDialog key={open.name} declared={open} onClose={close} />}
      </Suspense>
    </>
  );
}
