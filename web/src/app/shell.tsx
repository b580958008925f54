import { UnstyledButton } from "@mantine/core";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "../api/live.ts";
import { Icon } from "../parts/icon.tsx";
import { isKeyOfDialog } from "../parts/is-dialog-open.ts";
import { Keys } from "../parts/keys.tsx";
import { lazyPart } from "../parts/lazy-part.ts";
import { useTexts } from "../text/catalogue.ts";
import { Account } from "./account.tsx";
import { type Command, useCommands } from "./commands.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { useCommandKeys } from "./keys.ts";
import { PLACES } from "./places.ts";
import { useSession } from "./session.tsx";
import classes from "./shell.module.css";
import { StopBanner } from "./stop-banner.tsx";
import { appTexts } from "./texts.ts";

const CommandPalette = lazyPart(() => import("./palette.tsx"), "CommandPalette");

const KeyboardHelp = lazyPart(() => import("./keyboard-help.tsx"), "KeyboardHelp");

/** The frame around every page: navigation at the side, palette, account, live updates. */
export function Shell() {
  const texts = useTexts(appTexts);
  const { meta } = useSession();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  const [dialog, setDialog] = useState<"palette" | "help">();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const places = useMemo(() => PLACES.filter(({ needs }) => !needs || meta[needs]), [meta]);
  useLive(meta.live.includes("stream"));
  useCommandKeys();
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes whenever the page changes
  useEffect(() => setIsMenuOpen(false), [path]);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "palette",
        label: texts.nav.search,
        keys: "mod+k",
        run: () => setDialog("palette"),
      },
      { id: "help", label: texts.keys.help, keys: "?", run: () => setDialog("help") },
      ...places.map(({ name, to, key }) => ({
        id: `go ${name}`,
        label: texts.nav[name],
        keys: `g ${key}`,
        run: () => void navigate({ to }),
      })),
    ],
    [texts, places, navigate],
  );
  useCommands(commands);
  useEffect(() => {
    if (!isMenuOpen) return;
    const onKey = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key !== "Escape" || defaultPrevented || isKeyOfDialog()) return;
      setIsMenuOpen(false);
      menuButton.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isMenuOpen]);
  return (
    <div className={classes.shell} data-menu={isMenuOpen || undefined}>
      <a className={classes.skip} href="#content">
        {texts.nav.skip}
      </a>
      <header className={classes.bar}>
        <UnstyledButton
          className={classes.menu}
          aria-label={isMenuOpen ? texts.nav.close : texts.nav.open}
          aria-expanded={isMenuOpen}
          aria-controls="navigation"
          ref={menuButton}
          onClick={() => setIsMenuOpen(!isMenuOpen)}
        >
          <Icon name={isMenuOpen ? "close" : "menu"} />
        </UnstyledButton>
        <Brand />
      </header>
      <nav id="navigation" className={classes.side} aria-label={texts.nav.label}>
        <Brand />
        <UnstyledButton className={classes.search} onClick={() => setDialog("palette")}>
          <Icon name="search" size={16} />
          <span>{texts.nav.find}</span>
          <Keys keys="mod+k" />
        </UnstyledButton>
        <ul className={classes.places}>
          {places.map(({ name, to, icon }) => (
            <li key={name}>
              <Link
                to={to}
                className={classes.place}
                activeOptions={{ exact: to === "/", includeSearch: false }}
              >
                <Icon name={icon} />
                {texts.nav[name]}
              </Link>
            </li>
          ))}
        </ul>
        <Account />
      </nav>
      <main id="content" className={classes.main} tabIndex={-1}>
        <ConnectionBanner />
        <StopBanner />
        <Outlet />
      </main>
      <Suspense>
        {dialog === "palette" && <CommandPalette onClose={() => setDialog(undefined)} />}
        {dialog === "help" && <KeyboardHelp onClose={() => setDialog(undefined)} />}
      </Suspense>
    </div>
  );
}

const Brand = () => (
  <Link to="/" className={classes.brand}>
    <img src="/icon.svg" alt="" width={24} height={24} />
    Dripstack
  </Link>
);
