import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Facts } from "../../parts/facts.tsx";
import { TextLink } from "../../parts/text-link.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

/** Who mails come from, or the way to say it. */
export function SenderLine() {
  const texts = useTexts(operationsTexts);
  const settings = useQuery({
    queryKey: ["settings", "current"],
    queryFn: () => read(api.GET("/v1/settings")),
  });
  if (!settings.data) return null;
  const { from } = settings.data;
  const value = from ? (
    <bdi>{from.email}</bdi>
  ) : (
    <>
      {texts.domain.noSender}{" "}
      <TextLink to="/operations" search={{ tab: "settings" }}>
        {texts.domain.set}
      </TextLink>
    </>
  );
  return <Facts items={[[texts.domain.sender, value]]} />;
}
