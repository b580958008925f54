import { useBlocker } from "@tanstack/react-router";
import { useTexts } from "../../text/catalogue.ts";
import { useConfirm } from "../confirm.tsx";
import { draftTexts } from "./texts.ts";

type Guard = {
  /** Whether something would be lost. */
  isOpen: () => boolean;
  /** Saves it; resolves to whether all is saved. */
  save?: () => Promise<boolean>;
  /** The search parameter that names the shown part of the page: another one leaves, too. */
  part?: string;
};

/**
 * Before changes are lost one is asked, unless they can be saved first; the browser asks where that
 * can't be waited for. Answers what asks by itself: whether it may be left.
 */
export function useLeaveGuard({ isOpen, save, part }: Guard): () => Promise<boolean> {
  const { leave } = useTexts(draftTexts);
  const confirm = useConfirm();
  const partOf = ({ search }: { search: object }) =>
    part === undefined ? undefined : (search as Record<string, unknown>)[part];
  const mayLeave = async () =>
    !isOpen() ||
    ((await save?.()) ?? false) ||
    confirm({
      title: leave.title,
      consequences: [leave.consequence],
      action: leave.action,
      isDangerous: true,
    });
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      const isOther = current.pathname !== next.pathname || partOf(current) !== partOf(next);
      return isOther && !(await mayLeave());
    },
    enableBeforeUnload: isOpen,
  });
  return mayLeave;
}

/** The guard of a dialog with something typed; answers how it is closed by hand. */
export function useGuardedClose(isTyped: boolean, onClose: () => void): () => void {
  const mayLeave = useLeaveGuard({ isOpen: () => isTyped });
  return () => void mayLeave().then((yes) => yes && onClose());
}
