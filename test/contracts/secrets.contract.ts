import { expect, test } from "vitest";
import type { Secrets } from "#shared/ports/secrets.ts";

/** What every `Secrets` must do; `make` resolves to a function that starts another process. */
export function secretsContract(name: string, make: () => Promise<() => Promise<Secrets>>) {
  test(`secrets in ${name} are 32 bytes, differ from each other, and are the same after a restart`, async () => {
    const start = await make();
    const secrets = await start();
    const signing = await secrets.get("signing");
    expect(signing).toHaveLength(32);
    expect(signing).not.toEqual(await secrets.get("lookup"));
    expect(await (await start()).get("signing")).toEqual(signing);
    const { current, keys } = await secrets.ring("signing");
    expect([current.bytes, keys]).toEqual([signing, [current]]);
    // What is derived of a key hangs on the very object.
    expect((await secrets.ring("signing")).current).toBe(current);
  });
}
