import { Readable } from "node:stream";

type Request = {
  method: string;
  hostname: string;
  path: string;
  headers: Record<string, string>;
  body: string;
};
/** Bodies of AWS calls have no types here. */
type Loose = ReturnType<typeof JSON.parse>;

/** The network under an SDK client: records requests and answers each with 200 and JSON. */
export function fakeWire(answer: (body: Loose, action: string | undefined) => object) {
  const requests: Request[] = [];
  const bodies: Loose[] = [];
  const actions: (string | undefined)[] = [];
  const handler = {
    handle: async (request: Request) => {
      const text = Buffer.from(request.body ?? "").toString("utf8");
      const body = text ? JSON.parse(text) : {};
      const action = request.headers["x-amz-target"]?.split(".").at(-1);
      requests.push({ ...request, body: text });
      bodies.push(body);
      actions.push(action);
      const reply = JSON.stringify(answer(body, action));
      const headers = { "content-type": "application/json" };
      return { response: { statusCode: 200, headers, body: Readable.from([Buffer.from(reply)]) } };
    },
  };
  return { handler, requests, bodies, actions };
}
