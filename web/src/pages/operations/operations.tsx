import { Skeleton } from "@mantine/core";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ComponentType, Suspense, useMemo } from "react";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay, useSession } from "../../app/session.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { Page } from "../../parts/page.tsx";
import { showInRow } from "../../parts/show-in-row.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { TABS, type Tab } from "./tabs.ts";
import { operationsTexts } from "./texts.ts";

const PARTS: Record<Tab, ComponentType> = {
  overview: lazyPart(() => import("./overview.tsx"), "Overview"),
  failures: lazyPart(() => import("./dead-letters.tsx"), "DeadLetters"),
  jobs: lazyPart(() => import("./jobs.tsx"), "Jobs"),
  activity: lazyPart(() => import("./activity.tsx"), "ActivityTab"),
  settings: lazyPart(() => import("./settings.tsx"), "Settings"),
  attributes: lazyPart(() => import("./attributes.tsx"), "Attributes"),
  keys: lazyPart(() => import("./keys.tsx"), "Keys"),
  sources: lazyPart(() => import("./sources.tsx"), "Sources"),
  suppressions: lazyPart(() => import("./suppressions.tsx"), "Suppressions"),
  secrets: lazyPart(() => import("./secrets.tsx"), "Secrets"),
};

const route = getRouteApi("/operations");

/** Sending, failures, jobs, access: a list of parts, of which the address names one. */
export function Operations() {
  const texts = useTexts(operationsTexts);
  const { tab = "overview" } = route.useSearch();
  const { meta } = useSession();
  const isAdmin = useMay("admin");
  const navigate = useNavigate();
  const hasSecrets = meta.place === "standalone" && isAdmin;
  const tabs = useMemo(() => TABS.filter((one) => one !== "secrets" || hasSecrets), [hasSecrets]);
  useCommands(
    useMemo<Command[]>(
      () =>
        tabs.map((one) => ({
          id: `go operations ${one}`,
          label: `${texts.title}: ${texts.tabs[one]}`,
          run: () => void navigate({ to: "/operations", search: { tab: one } }),
        })),
      [tabs, texts, navigate],
    ),
  );
  const shown = tabs.includes(tab) ? tab : "overview";
  const Part = PARTS[shown];
  return (
    <Page title={shown === "overview" ? texts.title : texts.tabs[shown]}>
      <div className={classes.page}>
        <nav aria-label={texts.sections}>
          <ul className={classes.tabs}>
            {tabs.map((one) => (
              <li key={one}>
                <Link
                  to="/operations"
                  search={{ tab: one }}
                  ref={one === shown ? showInRow : undefined}
                  className={classes.tab}
                  aria-current={one === shown ? "page" : undefined}
                  data-chosen={one === shown || undefined}
                >
                  {texts.tabs[one]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes.content}>
          {!isAdmin && <p className={classes.hint}>{texts.adminOnly}</p>}
          <Suspense fallback={<Skeleton height={240} radius="md" />}>
            <Part key={shown} />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
