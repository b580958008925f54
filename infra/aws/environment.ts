import { METRICS_NAMESPACE } from "#functions/runtime/environment.ts";
import type { Manifest, Source } from "#functions/runtime/manifest.ts";
import {
  type NamedPort,
  NO_BUS,
  PORT_VARIABLES,
  queuesOf,
  queueVariable,
  SECRETS_VARIABLE,
  tablesOf,
  tableVariable,
} from "#shared/adapters/aws/names.ts";
import type { Resources } from "./resources.ts";

/** API Gateway has metrics of its own. */
const isMeasured = ({ kind }: Source) => kind === "queue" || kind === "schedule";

/** A function's environment: the names of the resources that it declared. */
export function environmentOf(
  { uses, env, sources }: Manifest,
  at: Resources,
): Record<string, string> {
  const ports: Record<NamedPort, string | undefined> = {
    deadLetters: at.queues.dead.queueUrl,
    mailer: at.configurationSet.configurationSetName,
    renderer: at.render?.functionName,
    bus: at.bus?.eventBusName ?? NO_BUS,
    webhooks: at.webhookSender?.functionName,
  };
  const named = (Object.keys(PORT_VARIABLES) as NamedPort[]).filter((port) =>
    uses.ports.includes(port),
  );
  return {
    ...Object.fromEntries(
      tablesOf(uses).map((name) => [tableVariable(name), at.tables.byName[name].tableName]),
    ),
    ...Object.fromEntries(
      queuesOf(uses).map((name) => [queueVariable(name), at.queues.byName[name].queueUrl]),
    ),
    ...Object.fromEntries(named.map((port) => [PORT_VARIABLES[port], ports[port]!])),
    ...(uses.secrets.length > 0 ? { [SECRETS_VARIABLE]: at.secretsPrefix } : {}),
    ...(sources.some(isMeasured) ? { [METRICS_NAMESPACE]: at.metricsNamespace } : {}),
    ...(env.names.includes("PUBLIC_URL") ? { PUBLIC_URL: at.publicUrl } : {}),
    ...(env.names.includes("CONSOLE_URL") && at.consoleUrl ? { CONSOLE_URL: at.consoleUrl } : {}),
  };
}
