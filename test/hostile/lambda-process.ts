import { fork } from "node:child_process";
import { once } from "node:events";
import { manifest } from "#functions/render/manifest.ts";
import type { CallService } from "#shared/adapters/aws/service-call.ts";

type Answer = { value: unknown } | { error: string };

/**
 * The bundled `render` function as Lambda runs it: a process that is kept from call to call, ended
 * when its time is over, and started anew when it is gone. Calls wait for each other, as in one
 * environment.
 */
export function lambdaProcess(
  bundle: string,
  { heapMb, timeoutMs = manifest.timeoutSeconds * 1000 }: { heapMb: number; timeoutMs?: number },
) {
  let ends = 0;
  const start = () =>
    fork(new URL("./lambda-runtime.ts", import.meta.url), [bundle], {
      execArgv: [`--max-old-space-size=${heapMb}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
  let child = start();
  const failed = (errorType: string, errorMessage: string) => ({
    status: 200,
    headers: { "x-amz-function-error": "Unhandled" },
    text: JSON.stringify({ errorType, errorMessage }),
  });
  const invoke = async (body: string) => {
    const limit = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    let isLate = false;
    const late = setTimeout(() => (isLate = true), timeoutMs);
    try {
      child.send(body);
      const [answer] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [
        Answer | number | null,
      ];
      if (answer !== null && typeof answer === "object") {
        if ("error" in answer) return failed("Error", answer.error);
        return { status: 200, headers: {}, text: JSON.stringify(answer.value) };
      }
      ends += 1;
      child = start();
      return isLate
        ? failed("Sandbox.Timedout", "Task timed out")
        : failed("Runtime.ExitError", "Runtime exited with error: signal: aborted");
    } finally {
      clearTimeout(limit);
      clearTimeout(late);
    }
  };
  let turn: Promise<unknown> = Promise.resolve();
  const call: CallService = ({ body }) => {
    const answer = turn.then(() => invoke(body));
    turn = answer;
    return answer;
  };
  return { call, ends: () => ends, stop: () => child.kill("SIGKILL") };
}
