import { useHealth } from "../../api/health.ts";
import { useSession } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Status } from "../../parts/status.tsx";
import { TextLink } from "../../parts/text-link.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { operationsTexts } from "./texts.ts";

/** Whether the parts of this installation answer. */
export function HealthCard() {
  const { health: texts } = useTexts(operationsTexts);
  const format = useFormat();
  const { meta } = useSession();
  const { data, error, refetch } = useHealth();
  const letters = data?.deadLetters ?? 0;
  const answers = (check?: "ok" | "failed") => (
    <Status tone={check === "ok" ? "good" : "bad"}>
      {check === "ok" ? texts.answers : texts.silent}
    </Status>
  );
  return (
    <Card title={texts.title}>
      <Fault error={error} retry={() => refetch()} />
      {data && (
        <Facts
          items={[
            [texts.table, answers(data.checks?.table)],
            [texts.queue, answers(data.checks?.queue)],
            [
              texts.letters,
              letters > 0 ? (
                <TextLink key="letters" to="/operations" search={{ tab: "failures" }}>
                  {texts.some(format.number(letters))}
                </TextLink>
              ) : (
                texts.none
              ),
            ],
            [texts.place, texts[meta.place]],
            [texts.version, meta.version],
          ]}
        />
      )}
    </Card>
  );
}
