import type { Schemas } from "../../api/client.ts";

export type Message = Schemas["Message"];
type Source = { kind: "run"; sequence: string; step: string; version: number } | { kind: "api" };

/** What decided a message: a step of a sequence, or the application. */
export const sourceOf = ({ source }: Pick<Message, "source">) => source as Source;
