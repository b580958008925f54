import type { Template } from "aws-cdk-lib/assertions";
import { expect } from "vitest";
import { AWAKE } from "#functions/runtime/awake.ts";
import { constructId } from "#infra/aws/construct-id.ts";

/** Templates have no types. */
type Loose = ReturnType<Template["toJSON"]>[string];
type Resource = { Type: string; Properties: Loose };

/** A template asked by the names of our functions; logical ids lose the hash at their end. */
export function readStack(template: Template) {
  const resources: Record<string, Resource> = template.toJSON().Resources;
  const all = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
  const idOf = (type: string, prefix: string) =>
    all(type).find(([id]) => new RegExp(`^${prefix}[0-9A-F]{8}$`).test(id))?.[0] ?? "none";
  const functionId = (name: string) =>
    idOf("AWS::Lambda::Function", `${constructId(name)}Function`);
  const calls = (value: unknown, id: string) => JSON.stringify(value).includes(`"${id}"`);
  const roleOf = (name: string): string =>
    resources[functionId(name)]!.Properties.Role["Fn::GetAtt"][0];

  /** Each right of a role as `action on resource`, in order, from wherever a role can have one. */
  function rightsOfRole(role: string): string[] {
    const { ManagedPolicyArns = [], Policies = [] } = resources[role]!.Properties;
    const attached = [...all("AWS::IAM::Policy"), ...all("AWS::IAM::ManagedPolicy")]
      .map(([, { Properties }]) => Properties)
      .filter(({ Roles }) => calls(Roles, role));
    const statements = [...Policies, ...attached].flatMap(
      ({ PolicyDocument }: Loose) => PolicyDocument.Statement as Loose[],
    );
    const managed = ManagedPolicyArns.map((arn: Loose) => `all of ${JSON.stringify(arn)}`);
    return [...new Set<string>([...managed, ...statements.flatMap(rightsIn)])].toSorted();
  }

  return {
    functionOf: (name: string) => resources[functionId(name)]!.Properties,

    sourcesOf(name: string): object[] {
      const id = functionId(name);
      const queues = all("AWS::Lambda::EventSourceMapping")
        .map(([, { Properties }]) => Properties)
        .filter(({ FunctionName }) => calls(FunctionName, id))
        .map((mapping) => ({
          kind: "queue",
          queue: queueOf(resources[mapping.EventSourceArn["Fn::GetAtt"][0]]!.Properties),
          batchSize: mapping.BatchSize,
          maxConcurrency: mapping.ScalingConfig.MaximumConcurrency,
          windowSeconds: mapping.MaximumBatchingWindowInSeconds,
          ...(mapping.FunctionResponseTypes[0] === "ReportBatchItemFailures"
            ? {}
            : { whole: true }),
        }));
      const streams = all("AWS::KinesisFirehose::DeliveryStream")
        .flatMap(([, { Properties }]) => processorsOf(Properties))
        .filter((processor) => calls(processor, id))
        .map((processor) => ({ kind: "stream", windowSeconds: intervalOf(processor) }));
      const rules = all("AWS::Events::Rule")
        .filter(([, { Properties }]) => calls(Properties.Targets, id))
        .map(([, { Properties }]) =>
          Properties.Targets[0].Input === JSON.stringify(AWAKE)
            ? { kind: "awake", everyHours: 24 * everyIn(Properties, "day") }
            : { kind: "schedule", everyMinutes: everyIn(Properties, "minute") },
        );
      const integrations = all("AWS::ApiGatewayV2::Integration")
        .filter(([, { Properties }]) => calls(Properties.IntegrationUri, id))
        .map(([integration]) => integration);
      const paths = all("AWS::ApiGatewayV2::Route")
        .filter(([, { Properties }]) => integrations.some((it) => calls(Properties.Target, it)))
        .map(([, { Properties }]) => String(Properties.RouteKey).replace(/^ANY /, ""));
      const [, stage] = all("AWS::ApiGatewayV2::Stage")[0]!;
      const limitOf = (path: string) => stage.Properties.RouteSettings[`ANY ${path}`];
      const prefixes = paths.filter((path) => paths.includes(`${path}/{proxy+}`));
      const routes = Object.fromEntries(
        prefixes.map((path) => {
          const limit = limitOf(path);
          expect(limitOf(`${path}/{proxy+}`)).toEqual(limit);
          const { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst } = limit;
          return [path, { perSecond, burst }];
        }),
      );
      const http = paths.length > 0 ? [{ kind: "http", routes }] : [];
      return [...http, ...queues, ...streams, ...rules];
    },

    rightsOf: (name: string): string[] => rightsOfRole(roleOf(name)),

    /** Roles that are no function's, whom they let in, and what they may do. */
    rolesBeside(names: readonly string[]) {
      const ours = names.map(roleOf);
      return all("AWS::IAM::Role")
        .filter(([id]) => !ours.includes(id))
        .map(([id, { Properties }]) => ({
          id,
          trusts: Properties.AssumeRolePolicyDocument.Statement[0].Principal.Service as string,
          rights: rightsOfRole(id),
        }));
    },

    /** Who may wake the function without a role of ours: the services that it lets in. */
    invokersOf: (name: string): string[] =>
      all("AWS::Lambda::Permission")
        .map(([, { Properties }]) => Properties)
        .filter(({ FunctionName }) => calls(FunctionName, functionId(name)))
        .map(({ Principal }) => Principal as string),

    /** The policies of queues, topics and the like, statement by statement. */
    resourceStatements: (): Loose[] =>
      Object.values(resources)
        .filter(({ Type }) => /::(Queue|Topic|Bucket)Policy$/.test(Type))
        .flatMap(({ Properties }) => Properties.PolicyDocument.Statement),
  };
}

/**
 * What a statement allows; whatever else it says is kept, so that it differs from a plain right.
 */
function rightsIn({ Effect, Action, Resource, ...rest }: Loose): string[] {
  const also = Object.keys(rest).length > 0 ? ` with ${JSON.stringify(rest)}` : "";
  const word = Effect === "Allow" ? "" : `${Effect} `;
  return [Action]
    .flat()
    .flatMap((action) => [Resource].flat().map((on) => `${word}${action} on ${short(on)}${also}`));
}

const everyIn = ({ ScheduleExpression }: Loose, unit: string) =>
  Number(new RegExp(`^rate\\((\\d+) ${unit}s?\\)$`).exec(ScheduleExpression)?.[1]);

const queueOf = ({ QueueName }: Loose) => String(QueueName).split("_")[1];
const processorsOf = (stream: Loose): Loose[] =>
  stream.ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors;
const intervalOf = ({ Parameters }: Loose) =>
  Number(
    Parameters.find((one: Loose) => one.ParameterName === "BufferIntervalInSeconds").ParameterValue,
  );

/** `TablesPeople` for a resource of ours, `ssm parameter/x` for a composed ARN. */
function short(resource: Loose): string {
  if (typeof resource === "string") return resource;
  const id = resource["Fn::GetAtt"]?.[0] as string | undefined;
  if (id) return id.replace(/[0-9A-F]{8}$/, "");
  const parts = (resource["Fn::Join"][1] as Loose[]).map((part) => {
    if (typeof part === "string") return part;
    if (part["Fn::GetAtt"]) return short(part);
    const name = String(part.Ref);
    return name.startsWith("AWS::") ? "" : `<${name.replace(/[0-9A-F]{8}$/, "")}>`;
  });
  if (!parts[0]!.startsWith("arn:")) return parts.join("");
  const [, , service, , , ...rest] = parts.join("").split(":");
  return `${service} ${rest.join(":")}`;
}
