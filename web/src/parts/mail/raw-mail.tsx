import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Fault } from "../fault.tsx";
import classes from "./mail-parts.module.css";

/** The bytes of a mail in the built-in mailbox. */
export function RawMail({ messageId }: { messageId: string }) {
  const params = { path: { messageId } };
  const raw = useQuery({
    queryKey: ["mailbox", messageId, "raw"],
    queryFn: () => read(api.GET("/v1/mailbox/{messageId}/raw", { params, parseAs: "text" })),
  });
  return (
    <>
      <Fault error={raw.error} />
      {raw.data !== undefined && (
        <pre className={classes.source}>{raw.data as unknown as string}</pre>
      )}
    </>
  );
}
