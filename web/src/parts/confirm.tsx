import { createContext, type ReactNode, Suspense, useCallback, useContext, useState } from "react";
import { lazyPart } from "./lazy-part.ts";

export type Question = {
  title: string;
  /** What will happen, in sentences. */
  consequences?: readonly string[];
  action: string;
  isDangerous?: boolean;
  /** A word to type first, for what can't be undone. */
  word?: string;
};
type Ask = (question: Question) => Promise<boolean>;

// Dialogs are a third of the first load, and seldom part of it.
const ConfirmDialog = lazyPart(() => import("./confirm-dialog.tsx"), "ConfirmDialog");

const Asking = createContext<Ask>(async () => false);

/** Asks before something that hurts; resolves to the answer. */
export const useConfirm = (): Ask => useContext(Asking);

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Question & { settle: (yes: boolean) => void }>();
  const ask = useCallback<Ask>(
    (question) => new Promise((settle) => setOpen({ ...question, settle })),
    [],
  );
  const settle = (yes: boolean) => {
    open?.settle(yes);
    setOpen(undefined);
  };
  return (
    <Asking value={ask}>
      {children}
      <Suspense>{open && <ConfirmDialog question={open} settle={settle} />}</Suspense>
    </Asking>
  );
}
