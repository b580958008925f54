import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { api, held, read } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { onCode, takeCode } from "./sign-in-code.ts";

type Proof = { key: string } | { code: string };
/** A link of another key than the one signed in; it waits for an answer. */
type Link = { code: string; error: Error };

/** Whether a sign-in was refused because it is another key's. */
export const isOther = (error: unknown): error is Problem =>
  error instanceof Problem && error.status === 409;

/**
 * The ways to sign in, by a key or a link. While `me` is shown its key alone goes on with what is
 * on the page; another begins anew, and only after it was asked for.
 */
export function useSignIn(me: { id: string } | undefined, begin: () => unknown) {
  const client = useQueryClient();
  const isOver = useSyncExternalStore(held.subscribe, held.isOver);
  const [link, setLink] = useState<Link>();
  const [fault, setFault] = useState<string>();
  const id = me?.id;
  useEffect(() => {
    if (id !== undefined) held.hold();
  }, [id]);

  const goOn = useCallback(async () => {
    setFault(undefined);
    held.signedIn();
    await client.invalidateQueries();
  }, [client]);
  /** Signs in; refused with 409 when it is another key's than the one shown. */
  const enter = useCallback(
    async (proof: Proof) => {
      await read(api.POST("/v1/sessions", { body: { ...proof, ...(id && { keyId: id }) } }));
      await goOn();
    },
    [id, goOn],
  );
  const enterAnew = useCallback(
    async (proof: Proof) => {
      await read(api.POST("/v1/sessions", { body: proof }));
      setLink(undefined);
      held.drop();
      await client.resetQueries();
    },
    [client],
  );

  useEffect(() => {
    const follow = async () => {
      if (id === undefined) return begin();
      const code = takeCode();
      if (code === undefined) return;
      await enter({ code }).catch((error: Error) => {
        if (isOther(error)) setLink({ code, error });
        // To those who are signed in a used link does no harm.
        else setFault(error.message);
      });
    };
    if (id !== undefined) void follow();
    return onCode(() => void follow());
  }, [id, enter, begin]);

  // Another tab may have signed in meanwhile.
  useEffect(() => {
    if (!isOver) return;
    const look = async () => {
      const now = await read(api.GET("/v1/me")).catch(() => undefined);
      if (now?.id === id && held.isOver()) await goOn();
    };
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [isOver, id, goOn]);

  return {
    isOver,
    link,
    fault,
    byKey: (key: string) => (id === undefined ? enterAnew({ key }) : enter({ key })),
    enterAnew,
    refuseLink: () => setLink(undefined),
  };
}

export type SignInWays = ReturnType<typeof useSignIn>;
