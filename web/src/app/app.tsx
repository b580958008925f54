import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queryClient } from "../api/query-client.ts";
import { ConfirmProvider } from "../parts/confirm.tsx";
import { Toasts } from "../parts/toast.tsx";
import { LanguageProvider } from "../text/language.tsx";
import { CommandProvider } from "./commands.tsx";
import { router } from "./router.tsx";
import { SessionGate, sessionQuery } from "./session.tsx";
import { theme, variables } from "./theme.ts";

// The page's own code loads while the session is asked for, which comes first on the way.
void queryClient.prefetchQuery(sessionQuery);
void router.load();

/** Everything that pages rely on: looks, language, data, session, commands. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      deduplicateCssVariables={false}
    >
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <ConfirmProvider>
            <CommandProvider>
              <SessionGate>
                <RouterProvider router={router} />
              </SessionGate>
            </CommandProvider>
          </ConfirmProvider>
          <Toasts />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
