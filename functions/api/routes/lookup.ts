import { rehashJob } from "#shared/audience/profiles/index.ts";
import { startJob } from "#shared/bulk/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import { JobShape, showJob } from "./jobs.ts";
import { route } from "./route.ts";

export const lookup = [
  route({
    method: "POST",
    path: "/v1/lookup/rehash",
    scope: "admin",
    summary:
      "Starts a job that stores addresses under the newest key of `lookup`, after it was rotated",
    response: JobShape,
    status: 202,
    handle: async (world) => {
      const { current, keys } = await world.secrets.ring("lookup");
      const newest = keys.at(-1)!;
      if (keys.length === 1) throw new Conflict("`lookup` has one key: rotate it first");
      if (newest !== current) {
        throw new Conflict(`functions may not all know the newest key before ${iso(newest.from)}`);
      }
      const input = { key: newest.id };
      const job = { kind: rehashJob, subject: newest.id, input };
      return {
        status: 202,
        body: await showJob(world, await startJob(world, job, world.clock.now())),
      };
    },
  }),
];
