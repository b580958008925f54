import { useNames } from "../../../api/names.ts";
import { useMay } from "../../../app/session.tsx";
import { TextLink } from "../../../parts/text-link.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { fieldTexts } from "./context.ts";

/** From a field to its template, or to a new one of that name where there is none. */
export function TemplateLink({ id }: { id: string }) {
  const { template: texts } = useTexts(fieldTexts);
  const { names, isLoaded, isMore } = useNames("templates");
  const mayCreate = useMay("admin");
  if (names.some((one) => one.id === id))
    return (
      <TextLink to="/templates/$id" params={{ id }} search={{}} size="sm">
        {texts.open}
      </TextLink>
    );
  // Until it is known that there is none, nothing offers to create it.
  if (id === "" || !mayCreate || !isLoaded || isMore) return null;
  return (
    <TextLink to="/templates" search={{ create: id }} size="sm">
      {texts.create}
    </TextLink>
  );
}
