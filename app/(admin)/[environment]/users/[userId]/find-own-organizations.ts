export type OwnOrganization = { id: string; name: string; code: string };

/** The user's own organizations that a text names, all for none; null when the request was given up. */
export async function findOwnOrganizations({
  environmentKey,
  userId,
  text,
  signal,
}: {
  environmentKey: string;
  userId: string;
  text: string;
  signal: AbortSignal;
}): Promise<OwnOrganization[] | null> {
  const path = `/${environmentKey}/users/${userId}/find-organizations`;
  const response = await fetch(`${path}?${new URLSearchParams({ q: text.trim() })}`, { signal }).catch(
    () => null,
  );
  if (signal.aborted) return null;
  // Our own route of this same build answers with exactly this shape.
  const body = response?.ok ? ((await response.json()) as { organizations: OwnOrganization[] }) : null;
  return signal.aborted ? null : (body?.organizations ?? []);
}
