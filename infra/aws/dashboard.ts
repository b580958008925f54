import { Duration, Stack } from "aws-cdk-lib";
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type GraphWidgetProps,
  type IWidget,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { STUCK_METRIC } from "#functions/runtime/measure.ts";
import { QUEUES } from "#shared/ports/queue.ts";
import type { Alarms } from "./alarms.ts";
import { COST_NOTE, costsIn } from "./cost.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Http } from "./http.ts";
import {
  LAG_LIMIT_MS,
  ownMetric,
  PERIOD,
  RATE_LIMITS,
  rateOf,
  WAIT_LIMIT_SECONDS,
} from "./metrics.ts";
import type { Queues } from "./queues.ts";
import type { SesFeedback } from "./ses-feedback.ts";
import type { Tables } from "./tables.ts";
import type { Worker } from "./worker.ts";

type Parts = {
  alarms: Alarms;
  workers: readonly Worker[];
  queues: Queues;
  tables: Tables;
  http: Http;
  feedback: SesFeedback;
  deliveries: Deliveries;
};

/** The dashboard. Fifty metrics are free: each appears once. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, parts: Parts) {
    super(scope, id);
    new Dashboard(this, "Dashboard", {
      // Dashboard names are unique per account across regions.
      dashboardName: `${Stack.of(this).stackName}-${Stack.of(this).region}`,
      defaultInterval: Duration.days(3),
      widgets: [
        [new AlarmStatusWidget({ title: "Alarms", alarms: [...parts.alarms.all], width: 24 })],
        [this.#mails(), this.#reputation(parts), this.#lag()],
        [this.#waiting(parts), this.#deadLetters(parts), this.#errors(parts)],
        [new TextWidget({ markdown: COST_NOTE, width: 24, height: 2 })],
        [this.#cost(parts)],
      ],
    });
  }

  #mails(): IWidget {
    const of = (service: string, name: string) =>
      ownMetric(this, service, name).with({ label: name });
    return graph("Mails by outcome", {
      left: ["Sent", "Held", "Dropped", "Refused", "TurnedAway"].map((name) => of("deliver", name)),
      right: [of(STUCK_METRIC.service, STUCK_METRIC.name)],
    });
  }

  #reputation({ feedback: { configurationSet } }: Parts): IWidget {
    return graph("Bounces and complaints, as SES rates them", {
      left: [rateOf("Bounce", configurationSet).with({ label: "bounces" })],
      leftAnnotations: [{ value: RATE_LIMITS.Bounce, label: "half of SES's limit" }],
      right: [rateOf("Complaint", configurationSet).with({ label: "complaints" })],
      rightAnnotations: [{ value: RATE_LIMITS.Complaint, label: "half of SES's limit" }],
    });
  }

  #lag(): IWidget {
    return graph("Lag: how late due work is handed on (ms)", {
      left: [ownMetric(this, "tick", "LagMs", "Maximum").with({ label: "lag" })],
      leftAnnotations: [{ value: LAG_LIMIT_MS, label: "late" }],
    });
  }

  #waiting({ queues }: Parts): IWidget {
    return graph("Age of the oldest message on each queue (s)", {
      leftAnnotations: [{ value: WAIT_LIMIT_SECONDS, label: "too long, for a mail" }],
      left: QUEUES.map((name) =>
        queues.byName[name].metricApproximateAgeOfOldestMessage({ period: PERIOD, label: name }),
      ),
    });
  }

  #deadLetters({ queues }: Parts): IWidget {
    return graph("Dead letters", {
      left: [
        queues.dead.metricApproximateNumberOfMessagesVisible({
          period: PERIOD,
          label: "dead letters",
        }),
      ],
    });
  }

  #errors({ workers, http }: Parts): IWidget {
    const others = workers.filter(({ manifest }) =>
      manifest.sources.every(({ kind }) => kind !== "http"),
    );
    return graph("Errors", {
      left: [
        http.serverErrors.with({ label: "requests" }),
        ...others.map(({ manifest, lambda }) =>
          lambda.metricErrors({ period: PERIOD, label: manifest.name }),
        ),
      ],
    });
  }

  #cost(parts: Parts): IWidget {
    return graph("Dollars a day", {
      left: costsIn(this, parts),
      stacked: true,
      width: 24,
      period: Duration.days(1),
    });
  }
}

const graph = (title: string, options: GraphWidgetProps): IWidget =>
  new GraphWidget({ title, width: 8, height: 7, ...options });
