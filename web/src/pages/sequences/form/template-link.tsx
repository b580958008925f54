import { useMay } from "../../../app/session.tsx";
import { TextLink } from "../../../parts/text-link.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { fieldTexts, useForm } from "./context.ts";

/** From a field to its template, or to a new one of that name where there is none. */
export function TemplateLink({ id }: { id: string }) {
  const { template: texts } = useTexts(fieldTexts);
  const { templates } = useForm();
  const mayCreate = useMay("admin");
  if (templates.includes(id))
    return (
      <TextLink to="/templates/$id" params={{ id }} search={{}} size="sm">
        {texts.open}
      </TextLink>
    );
  if (id === "" || !mayCreate) return null;
  return (
    <TextLink to="/templates" search={{ create: id }} size="sm">
      {texts.create}
    </TextLink>
  );
}
