import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, Suspense, useContext, useEffect, useState } from "react";
import { api, onSignedOut, read } from "../api/client.ts";
import { setApiNow } from "../api/now.ts";
import { Problem } from "../api/problem.ts";
import { lazyPart } from "../parts/lazy-part.ts";
import { Lost } from "./lost.tsx";
import { hadCode, takeCode } from "./sign-in-code.ts";

const SignIn = lazyPart(() => import("../pages/sign-in/sign-in.tsx"), "SignIn");

async function whoAmI() {
  const code = takeCode();
  const signIn = code ? read(api.POST("/v1/sessions", { body: { code } })) : undefined;
  const refused = await signIn?.then(
    () => undefined,
    (error: Error) => error,
  );
  const asked = Promise.all([read(api.GET("/v1/me")), read(api.GET("/v1/meta"))]);
  // A refused link does no harm to those who are signed in; to others the form says why.
  const [me, meta] = await asked.catch((error) => {
    throw refused ?? error;
  });
  setApiNow(meta.now);
  return { me, meta };
}

type Session = Awaited<ReturnType<typeof whoAmI>>;
const Current = createContext<Session | undefined>(undefined);

/** Who is signed in, and to what; only below the gate. */
export const useSession = (): Session => useContext(Current)!;

/** Whether the signed-in key has a scope; admin keys have all. */
export function useMay(scope: Session["me"]["scopes"][number]): boolean {
  const { scopes } = useSession().me;
  return scopes.includes(scope) || scopes.includes("admin");
}

/** Shows the console to those who are signed in, and the sign-in form to others. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [isOut, setIsOut] = useState(false);
  const session = useQuery({
    queryKey: ["session"],
    queryFn: whoAmI,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => onSignedOut(() => setIsOut(true)), []);
  const enter = async () => {
    setIsOut(false);
    await client.resetQueries();
  };
  const { error, data } = session;
  if (isOut || (error instanceof Problem && [401, 403].includes(error.status)))
    return (
      <Suspense>
        <SignIn onSignedIn={enter} fault={hadCode() ? error?.message : undefined} />
      </Suspense>
    );
  if (error) return <Lost error={error} retry={() => session.refetch()} />;
  if (!data) return null;
  return <Current value={data}>{children}</Current>;
}
