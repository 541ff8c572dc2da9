"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { mayLeave } from "@/components/form/may-leave";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { findOwnOrganizations, type OwnOrganization } from "./find-own-organizations";

/** Which of the user's organizations the page shows: found by typing, because there may be thousands. */
export function OrganizationChoice({
  environmentKey,
  userId,
  chosen,
}: {
  environmentKey: string;
  userId: string;
  chosen: OwnOrganization;
}) {
  const router = useRouter();
  const pathname = usePathname();
  const labelId = useId();
  const [isOpen, setOpen] = useState(false);

  function choose({ id }: OwnOrganization): void {
    setOpen(false);
    const href = `${pathname}?organization=${id}`;
    if (mayLeave(href)) router.push(href, { scroll: false });
  }

  return (
    <div className="mb-6 flex max-w-sm flex-col gap-1.5">
      <span id={labelId} className="font-medium text-sm">
        Organization
      </span>
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button
            variant="outline"
            aria-labelledby={`${labelId} ${labelId}-value`}
            className="justify-between"
          >
            <span id={`${labelId}-value`} className="truncate">
              {chosen.name}
            </span>
            <ChevronsUpDown aria-hidden="true" className="text-muted-foreground" />
          </Button>
        </PopoverTrigger>
        <PopoverContent align="start" className="w-80 p-2">
          <FoundOrganizations {...{ environmentKey, userId, chosen, choose }} />
        </PopoverContent>
      </Popover>
    </div>
  );
}

function FoundOrganizations({
  environmentKey,
  userId,
  chosen,
  choose,
}: {
  environmentKey: string;
  userId: string;
  chosen: OwnOrganization;
  choose: (organization: OwnOrganization) => void;
}) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<OwnOrganization[] | null>(null);

  useEffect(() => {
    const request = new AbortController();
    const timer = setTimeout(
      async () => {
        const { signal } = request;
        const organizations = await findOwnOrganizations({ environmentKey, userId, text, signal });
        if (organizations) setFound(organizations);
      },
      text === "" ? 0 : 200,
    );
    return () => {
      request.abort();
      clearTimeout(timer);
    };
  }, [environmentKey, userId, text]);

  return (
    <>
      <Input
        type="search"
        aria-label="Find an organization"
        placeholder="Type to search"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="mb-1 h-8"
      />
      <ul aria-label="Organizations" className="max-h-64 overflow-y-auto">
        {found?.map((organization) => (
          <li key={organization.id}>
            <Button
              variant="ghost"
              size="sm"
              className="w-full justify-start"
              aria-current={organization.id === chosen.id ? "true" : undefined}
              onClick={() => choose(organization)}
            >
              <span className="min-w-0 truncate">{organization.name}</span>
              {organization.id === chosen.id ? <Check aria-hidden="true" className="ml-auto" /> : null}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 text-muted-foreground text-sm not-empty:py-1.5">
        {found === null ? "Searching" : found.length === 0 ? "Nothing found" : ""}
      </p>
    </>
  );
}
