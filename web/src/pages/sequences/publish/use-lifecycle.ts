import { useNavigate } from "@tanstack/react-router";
import { api, read } from "../../../api/client.ts";
import { useAction } from "../../../parts/use-action.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { publishTexts } from "./texts.ts";

export type LifecycleAction = "pause" | "resume" | "archive" | "remove";

/** What may be done to a sequence in each state, beside publishing it. */
const ACTIONS: Record<OpenSequence["state"], readonly LifecycleAction[]> = {
  draft: ["remove"],
  live: ["pause", "archive"],
  paused: ["resume", "archive"],
  archived: ["resume"],
};
/** What takes an action back. */
const UNDO: Partial<Record<LifecycleAction, LifecycleAction>> = {
  pause: "resume",
  resume: "pause",
};

function send(id: string, action: LifecycleAction): Promise<unknown> {
  const params = { path: { id } };
  switch (action) {
    case "pause":
      return read(api.POST("/v1/sequences/{id}/pause", { params }));
    case "resume":
      return read(api.POST("/v1/sequences/{id}/resume", { params }));
    case "archive":
      return read(api.POST("/v1/sequences/{id}/archive", { params }));
    case "remove":
      return read(api.DELETE("/v1/sequences/{id}", { params }));
  }
}

/**
 * Pause, resume, archive and delete: asked with their consequences, undone where that is possible.
 */
export function useLifecycle({ id, state, counts, definition }: OpenSequence) {
  const texts = useTexts(publishTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const inside = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const change = useAction({
    run: (action: LifecycleAction) => send(id, action),
    question: (action) => {
      const said = texts[action];
      return {
        title: said.title(String(definition.name || id)),
        consequences: [
          ...said.consequences,
          ...("inside" in said && inside > 0 ? [said.inside(format.number(inside))] : []),
        ],
        action: said.action,
        isDangerous: action === "archive" || action === "remove",
        ...(action === "archive" && inside > 0 && { word: id }),
      };
    },
    said: (_, action) => texts[action].done,
    undo: (_, action, run) => {
      const back = state === "archived" ? undefined : UNDO[action];
      return back && (() => run(back));
    },
    onDone: (_, action) => action === "remove" && navigate({ to: "/sequences" }),
  });
  return {
    actions: ACTIONS[state],
    act: (action: LifecycleAction) => void change.ask(action),
    isPending: change.isPending,
  };
}
