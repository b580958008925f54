import { useSession } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { Secret } from "../../parts/secret.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { HealthCard } from "./health.tsx";
import classes from "./operations.module.css";
import { SenderLine } from "./sender-line.tsx";
import { SendingCard } from "./sending.tsx";
import { operationsTexts } from "./texts.ts";

const CHECK = "npx dripstack doctor";

/** Whether mail leaves, whether everything answers, and how to check the sending domain. */
export function Overview() {
  const texts = useTexts(operationsTexts);
  const { meta } = useSession();
  const isAws = meta.place === "aws";
  return (
    <>
      <SendingCard />
      <div className={classes.two}>
        <HealthCard />
        <Card title={texts.domain.title}>
          <div className={classes.stack}>
            <SenderLine />
            <p className={classes.hint}>{isAws ? texts.domain.awsHint : texts.domain.relayHint}</p>
            {isAws && <Secret value={CHECK} />}
          </div>
        </Card>
      </div>
    </>
  );
}
