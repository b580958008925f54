import type { Schemas } from "../../../api/client.ts";

/** Whether nothing differs. */
export const isSame = ({ added, removed, changed, fields }: Schemas["VersionDiff"]) =>
  [added, removed, changed, fields].every((list) => list.length === 0);
