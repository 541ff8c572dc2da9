"use client";

import { Plus, Star, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { RowMenu } from "@/components/data-table/row-menu";
import { useAction } from "@/components/form/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserProfile } from "@/lib/users/get-user";
import { useSupportPolicy } from "../../support-policies";
import { makeIdentityPrimaryAction } from "../actions";

const AddIdentityDialog = lazy(() => import("./add-identity-dialog"));
const MakePrimaryDialog = lazy(() => import("./make-primary-dialog"));
const DeleteIdentityDialog = lazy(() => import("./delete-identity-dialog"));

type Identity = UserProfile["identities"][number];

const types = { email: "Email", phone: "Phone", username: "Username", enterprise: "Enterprise" } as const;

/** How a user can be named at sign-in. Identities are added and deleted, never edited. */
export function Identities({
  environmentKey,
  userId,
  identities,
  canChange,
}: {
  environmentKey: string;
  userId: string;
  identities: readonly Identity[];
  canChange: boolean;
}) {
  const [isAdding, setAdding] = useState(false);
  const makePrimary = useAction((input) => makeIdentityPrimaryAction(environmentKey, input), {
    success: "Primary identity changed",
  });
  const isGuarded = useSupportPolicy("change_identity") !== "none";
  const [promoting, setPromoting] = useState<Identity | null>(null);
  const [deleting, setDeleting] = useState<Identity | null>(null);
  const connection = identities.find((identity) => identity.connection)?.connection;
  return (
    <section aria-labelledby="identities">
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 id="identities" className="font-semibold text-lg tracking-tight">
          Identities
        </h2>
        {canChange && !connection ? (
          <Button variant="outline" size="sm" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
            Add identity
          </Button>
        ) : null}
      </div>
      <div className="rounded-xl border bg-card">
        {identities.length === 0 ? (
          <p className="px-4 py-3 text-muted-foreground text-sm">
            This user has no identity and cannot sign in. Add one to let them in.
          </p>
        ) : (
          <ul className="divide-y">
            {identities.map((identity) => (
              <li key={identity.id} className="flex items-center gap-3 px-4 py-2.5">
                <IdentityFacts identity={identity} />
                {canChange ? (
                  <RowMenu
                    name={identity.value}
                    entries={[
                      ...(identity.isPrimary
                        ? []
                        : [
                            {
                              label: "Make primary",
                              icon: Star,
                              onSelect: () =>
                                isGuarded
                                  ? setPromoting(identity)
                                  : makePrimary.run({ userId, identityId: identity.id }),
                            },
                          ]),
                      {
                        label: "Delete identity",
                        icon: Trash2,
                        isDestructive: true,
                        onSelect: () => setDeleting(identity),
                      },
                    ]}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {connection ? (
          <p className="border-t px-4 py-3 text-muted-foreground text-sm">
            A user who signs in through a connection can have no other identity, and no password here.
          </p>
        ) : null}
      </div>
      <Suspense fallback={null}>
        {isAdding ? (
          <AddIdentityDialog {...{ environmentKey, userId }} onClose={() => setAdding(false)} />
        ) : null}
        {promoting ? (
          <MakePrimaryDialog
            {...{ environmentKey, userId }}
            identity={promoting}
            onClose={() => setPromoting(null)}
          />
        ) : null}
        {deleting ? (
          <DeleteIdentityDialog
            {...{ environmentKey, userId }}
            identity={deleting}
            isLastWayIn={identities.length === 1}
            onClose={() => setDeleting(null)}
          />
        ) : null}
      </Suspense>
    </section>
  );
}

function IdentityFacts({ identity }: { identity: Identity }) {
  const { type, value, isPrimary, verifiedAt, signInCount, lastSignInAt, connection } = identity;
  return (
    <div className="min-w-0 flex-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 break-all font-medium text-sm">{value}</span>
        {isPrimary ? <Badge>Primary</Badge> : null}
        {type === "username" ? null : verifiedAt ? (
          <Badge variant="success">Verified</Badge>
        ) : (
          <Badge variant="outline">Not verified</Badge>
        )}
      </div>
      <p className="mt-0.5 text-muted-foreground text-sm">
        {types[type]}
        {connection ? ` · ${connection.name}` : null} ·{" "}
        {signInCount === 1 ? "1 sign-in" : `${signInCount} sign-ins`}
        {lastSignInAt ? (
          <>
            , last <RelativeTime value={lastSignInAt} />
          </>
        ) : null}
      </p>
    </div>
  );
}
