import { reachFrom } from "#shared/automation/language/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import { type Check, warning } from "./finding.ts";

/** An experiment measures a message event, and no variant sends a mail. */
export const metricWithoutMail: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) => {
    if (step.kind !== "experiment" || !isMessageEvent(step.metric.event)) return [];
    const starts = step.variants.flatMap(({ next }) => (next === null ? [] : [next]));
    const sends = [...reachFrom({ steps }, starts)].some((one) => steps[one]?.kind === "send");
    if (sends) return [];
    const message = `no variant sends a mail, so "${step.metric.event}" cannot compare them`;
    const remedy = "send a mail in each variant, or measure another event";
    return [
      warning("metric-without-mail", `/steps/${name}/metric`, message, remedy, {
        values: { event: step.metric.event },
      }),
    ];
  });
