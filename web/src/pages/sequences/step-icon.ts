import type { IconName } from "../../parts/icon.tsx";
import { KINDS } from "./kinds.ts";

/** The picture of a kind of step. */
export const iconOf = (kind: string): IconName =>
  KINDS.find((one) => one.kind === kind)?.icon ?? "info";
