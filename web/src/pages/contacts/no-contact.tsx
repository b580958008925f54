import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Problem } from "../../api/problem.ts";
import { Empty } from "../../parts/empty.tsx";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { contactTexts } from "./texts.ts";

/** The API's sentence while it still knows that a contact was erased. */
const ERASED = "this contact was erased";

export const isNotThere = (error: Error | null): error is Problem =>
  error instanceof Problem && error.status === 404;

/** Why a contact is not shown: it was erased, nothing is known of it, or it could not be loaded. */
export function NoContact({ error, retry }: { error: Error | null; retry: () => void }) {
  const { erase: texts } = useTexts(contactTexts);
  if (!isNotThere(error)) return <Fault error={error} retry={retry} />;
  const isErased = error.message === ERASED;
  return (
    <Empty
      icon="trash"
      title={isErased ? texts.gone : texts.unknown}
      hint={isErased ? texts.goneHint : texts.unknownHint}
      action={
        <Anchor component={Link} to="/contacts">
          {texts.list}
        </Anchor>
      }
    />
  );
}
