import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { Suspense, useMemo, useState } from "react";
import { type Command, useCommands } from "../../../app/commands.tsx";
import { useMay } from "../../../app/session.tsx";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { lazyPart } from "../../../parts/lazy-part.ts";
import { useTexts } from "../../../text/catalogue.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { useDiffers } from "../use-differs.ts";
import { publishTexts } from "./texts.ts";
import { type LifecycleAction, useLifecycle } from "./use-lifecycle.ts";

const PublishDialog = lazyPart(() => import("./publish-dialog.tsx"), "PublishDialog");

const ICONS: Record<LifecycleAction, IconName> = {
  pause: "pause",
  resume: "play",
  archive: "exit",
  remove: "trash",
};

/** In the header of a sequence: publish, and what else changes its state. */
export function SequencePublish({ sequence }: { sequence: OpenSequence }) {
  const texts = useTexts(publishTexts);
  const isAdmin = useMay("admin");
  const [isOpen, setIsOpen] = useState(false);
  const { actions, act, isPending } = useLifecycle(sequence);
  const differs = useDiffers(sequence);
  const list = actions.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `act` is another one at each drawing
  const commands = useMemo<Command[]>(
    () =>
      isAdmin
        ? [
            {
              id: "publish",
              label: `${texts.publish}…`,
              keys: "mod+enter",
              run: () => setIsOpen(true),
            },
            ...actions.map((name) => ({
              id: name,
              label: `${texts[name].action}…`,
              run: () => act(name),
            })),
          ]
        : [],
    [isAdmin, texts, list, sequence.id],
  );
  useCommands(commands);
  if (!isAdmin) return null;
  return (
    <>
      <Button
        variant={differs ? "filled" : "default"}
        leftSection={<Icon name="send" size={16} />}
        onClick={() => setIsOpen(true)}
      >
        {texts.publish}
      </Button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Tooltip label={texts.more}>
            <ActionIcon variant="default" size="lg" aria-label={texts.more} loading={isPending}>
              <Icon name="more" />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.map((name) => (
            <Menu.Item
              key={name}
              leftSection={<Icon name={ICONS[name]} size={16} />}
              {...(["archive", "remove"].includes(name) && { color: "red" })}
              onClick={() => act(name)}
            >
              {texts[name].action}…
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {isOpen && <PublishDialog sequence={sequence} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  );
}
