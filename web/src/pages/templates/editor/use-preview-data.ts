import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { type MadeUp, madeUpOf, parseMadeUp } from "../made-up.ts";
import { mergeUnder } from "../made-up-merge.ts";

const route = getRouteApi("/templates/$id");
const write = (data: MadeUp) => JSON.stringify(data, null, 2);
const NONE: MadeUp = {};

/** Whose data the preview shows: a contact's (in the address), else made-up ones. */
export function usePreviewData(variables: readonly string[]) {
  const { contact } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(() => write(madeUpOf(variables)));
  const [isContact, setIsContact] = useState(contact !== undefined);
  const parsed = useMemo(() => parseMadeUp(text), [text]);
  const choose = (id: string | undefined) =>
    void navigate({ search: { contact: id }, replace: true });
  return {
    isContact,
    setIsContact: (next: boolean) => {
      setIsContact(next);
      if (!next) choose(undefined);
    },
    contact,
    choose,
    text,
    setText,
    isWrong: parsed === undefined,
    /** Adds a value for each of these variables. */
    fill: (missing: readonly string[]) =>
      setText(write(mergeUnder(parsed ?? NONE, madeUpOf(missing)))),
    input: {
      contactId: isContact ? contact : undefined,
      data: isContact ? NONE : (parsed ?? NONE),
    },
  };
}

export type PreviewData = ReturnType<typeof usePreviewData>;
