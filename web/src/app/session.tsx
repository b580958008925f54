import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, Suspense, useContext, useEffect } from "react";
import { api, read } from "../api/client.ts";
import { setApiNow } from "../api/now.ts";
import { Problem } from "../api/problem.ts";
import { lazyPart } from "../parts/lazy-part.ts";
import { Lost } from "./lost.tsx";
import { takeCode } from "./sign-in-code.ts";
import { useSignIn } from "./use-sign-in.ts";

const SignIn = lazyPart(() => import("../pages/sign-in/sign-in.tsx"), "SignIn");
const SignInAgain = lazyPart(() => import("../pages/sign-in/sign-in-again.tsx"), "SignInAgain");

/** What the page itself needs loads first. */
const LATER_MS = 2_000;

async function ask() {
  const [me, meta] = await Promise.all([read(api.GET("/v1/me")), read(api.GET("/v1/meta"))]);
  setApiNow(meta.now);
  return { me, meta };
}

const isSignedOut = (error: unknown) =>
  error instanceof Problem && [401, 403].includes(error.status);

/** Who is signed in; those who are not sign in by the link that led here, if one did. */
async function whoAmI() {
  try {
    return await ask();
  } catch (error) {
    const code = isSignedOut(error) ? takeCode() : undefined;
    if (code === undefined) throw error;
    await read(api.POST("/v1/sessions", { body: { code } })).catch((refused: Error) => {
      throw refused instanceof Problem ? new LinkRefused(refused) : refused;
    });
    return ask();
  }
}

/** A link that was used or is too old; the form says why. */
class LinkRefused extends Problem {
  constructor({ status, message }: Problem) {
    super(status, message);
  }
}

/** Who is signed in, asked for once. A refusal is told, and not asked for again. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: whoAmI,
  staleTime: Number.POSITIVE_INFINITY,
  retryOnMount: false,
});

type Session = Awaited<ReturnType<typeof whoAmI>>;
const Current = createContext<Session | undefined>(undefined);

/** Who is signed in, and to what; only below the gate. */
export const useSession = (): Session => useContext(Current)!;

/** Whether the signed-in key has a scope; admin keys have all. */
export function useMay(scope: Session["me"]["scopes"][number]): boolean {
  const { scopes } = useSession().me;
  return scopes.includes(scope) || scopes.includes("admin");
}

/**
 * Shows the console to those who are signed in, and the sign-in form to others. When a session ends
 * the page stays as it is, below a dialog: what is not saved there is not lost.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionQuery);
  const signIn = useSignIn(data?.me, refetch);
  // Loaded while the API can be reached: it is needed when something is wrong.
  useEffect(() => {
    if (!data) return;
    const timer = setTimeout(SignInAgain.preload, LATER_MS);
    return () => clearTimeout(timer);
  }, [data]);
  if (data)
    return (
      <Current value={data}>
        {children}
        <Suspense>
          {(signIn.isOver || signIn.link) && <SignInAgain signIn={signIn} name={data.me.name} />}
        </Suspense>
      </Current>
    );
  if (isSignedOut(error))
    return (
      <Suspense>
        <SignIn
          onKey={signIn.byKey}
          fault={error instanceof LinkRefused ? error.message : undefined}
        />
      </Suspense>
    );
  if (error) return <Lost error={error} retry={() => client.refetchQueries()} />;
  return null;
}
