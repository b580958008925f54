import { Modal, type ModalProps } from "@mantine/core";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";

/**
 * A modal dialog, whose way out has a name. Load it lazily: with it come focus trap and scroll
 * lock.
 */
export function Dialog({ children, ...props }: ModalProps) {
  const texts = useTexts(appTexts);
  return (
    <Modal closeButtonProps={{ "aria-label": texts.peek.close }} {...props}>
      {children}
    </Modal>
  );
}
