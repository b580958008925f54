/** A JSON Schema as it stands in an OpenAPI 3.1 document; only what our own documents use. */
type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  prefixItems?: Schema[];
};
type Parameter = { in: string; name: string; required?: boolean; schema?: Schema };
type Content = Record<string, { schema?: Schema }>;
type Operation = {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, { content?: Content }>;
};
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
};

const quote = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const union = (parts: string[]) => [...new Set(parts)].join(" | ") || "never";
const body = (fields: string[]) => `{ ${fields.join("; ")} }`;

/** TypeScript of a schema. */
function typeOf(schema: Schema | undefined): string {
  if (!schema) return "unknown";
  const { $ref, type, anyOf, oneOf, allOf, items, prefixItems } = schema;
  if ($ref) return `components["schemas"][${JSON.stringify($ref.split("/").at(-1))}]`;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const either = anyOf ?? oneOf;
  if (either) return union(either.map((one) => `(${typeOf(one)})`));
  if (allOf) return allOf.map((one) => `(${typeOf(one)})`).join(" & ");
  if (Array.isArray(type)) return union(type.map((one) => typeOf({ ...schema, type: one })));
  if (type === "integer" || type === "number") return "number";
  if (type === "string" || type === "boolean" || type === "null") return type;
  if (prefixItems) return `[${prefixItems.map(typeOf).join(", ")}]`;
  if (type === "array") return `(${typeOf(items)})[]`;
  return type === "object" || schema.properties ? objectOf(schema) : "unknown";
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${quote(name)}${required.includes(name) ? "" : "?"}: ${typeOf(schema)}`,
  );
  if (fields.length > 0) return body(fields);
  const rest = typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown";
  return `Record<string, ${rest}>`;
}

const contentOf = (content: Content) =>
  body(Object.entries(content).map(([type, { schema }]) => `"${type}": ${typeOf(schema)}`));

function operationOf({ parameters = [], requestBody, responses }: Operation): string {
  const group = (place: string) => {
    const all = parameters.filter((one) => one.in === place);
    const isOptional = all.every(({ required }) => !required);
    const fields = all.map(
      ({ name, required, schema }) => `${quote(name)}${required ? "" : "?"}: ${typeOf(schema)}`,
    );
    return all.length === 0
      ? `${place}?: never`
      : `${place}${isOptional ? "?" : ""}: ${body(fields)}`;
  };
  const answers = Object.entries(responses).map(
    ([status, { content }]) =>
      `${status}: { headers: Headers; ${content ? `content: ${contentOf(content)}` : "content?: never"} }`,
  );
  return body([
    `parameters: ${body(["query", "header", "path", "cookie"].map(group))}`,
    requestBody
      ? `requestBody${requestBody.required ? "" : "?"}: { content: ${contentOf(requestBody.content)} }`
      : "requestBody?: never",
    `responses: ${body(answers)}`,
  ]);
}

/** The document as types in the shape that `openapi-fetch` reads: `paths` and `components`. */
export function generateTypes({ paths, components }: Document): string {
  const lines = [
    "// Generated from the API's OpenAPI document by `npm run types:web`; not edited by hand.",
    "type Headers = Record<string, unknown>;",
    "export interface paths {",
    ...Object.entries(paths).flatMap(([path, operations]) => [
      `  ${JSON.stringify(path)}: {`,
      ...Object.entries(operations).map(([method, one]) => `    ${method}: ${operationOf(one)};`),
      "  };",
    ]),
    "}",
    "export interface components {",
    "  schemas: {",
    ...Object.entries(components?.schemas ?? {}).map(
      ([name, schema]) => `    ${quote(name)}: ${typeOf(schema)};`,
    ),
    "  };",
    "}",
  ];
  return `${lines.join("\n")}\n`;
}
