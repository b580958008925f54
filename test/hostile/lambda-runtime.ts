import { lambdaContext } from "#infra/standalone/lambda-context.ts";

const { handler } = await import(process.argv[2]!);

process.on("message", async (body: string) => {
  try {
    process.send!({ value: await handler(JSON.parse(body), lambdaContext()) });
  } catch (error) {
    process.send!({ error: String(error) });
  }
});
