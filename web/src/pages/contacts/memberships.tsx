import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { Why, type WhyTree } from "../../parts/why.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./contacts.module.css";
import { contactTexts } from "./texts.ts";

/** The segments that a contact is in, or not, each with why. */
export function Memberships({ id, zone }: { id: string; zone: string | null }) {
  const texts = useTexts(contactTexts).segments;
  const found = useQuery({
    queryKey: [`contact:${id}`, "segments"],
    queryFn: () => read(api.GET("/v1/contacts/{id}/segments", { params: { path: { id } } })),
  });
  const items = found.data?.items ?? [];
  return (
    <div>
      <Fault error={found.error} retry={() => found.refetch()} />
      {found.isPending && <Skeleton height={32} />}
      {found.data && items.length === 0 && <Text c="dimmed">{texts.none}</Text>}
      {items.map(({ segment, name, in: isIn, since }) => (
        <div key={segment} className={classes.membership}>
          <div className={classes.head}>
            <Link to="/segments/$id" params={{ id: segment }} className={classes.link}>
              <bdi>{name}</bdi>
            </Link>
            <Status tone={isIn ? "good" : "quiet"}>{isIn ? texts.in : texts.out}</Status>
            <span className={classes.dim}>
              {texts.since} <Time at={since} zone={zone} />
            </span>
          </div>
          <WhyOnDemand id={id} segment={segment} name={name} />
        </div>
      ))}
    </div>
  );
}

function WhyOnDemand({ id, segment, name }: { id: string; segment: string; name: string }) {
  const texts = useTexts(contactTexts).segments;
  const [isOpen, setIsOpen] = useState(false);
  const why = useQuery({
    queryKey: [`contact:${id}`, "why", segment],
    queryFn: () =>
      read(api.GET("/v1/contacts/{id}/segments/{segment}", { params: { path: { id, segment } } })),
    enabled: isOpen,
  });
  return (
    <details className={classes.why} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary aria-label={`${texts.why}: ${name}`}>{texts.why}</summary>
      <Fault error={why.error} />
      {why.data && <Why why={why.data.why as WhyTree} />}
    </details>
  );
}
