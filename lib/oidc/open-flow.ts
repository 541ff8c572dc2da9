import "server-only";
import type { AdapterPayload } from "oidc-provider";
import { runPrepared } from "@/lib/core/run-prepared";
import { FIND_FLOW, type Flow, type FlowRow, isFlowId, toFlow } from "@/lib/sign-in/find-flow";
import { type ClientRow, clientSql, toMetadata } from "./find-client";
import { type BrowserRequest, flowOf, type OpenedInteraction, openInteraction } from "./interaction";
import { nameArtifact } from "./request-scope";

const OPEN_FLOW = {
  name: "open-flow",
  text: `
    SELECT flow.*, i.payload AS interaction, to_jsonb(c) AS client
    FROM (${FIND_FLOW.text}) AS flow
    JOIN oidc_artifact i ON i.environment_id = flow."environmentId" AND i.model = 'Interaction' AND i.id = $1
      AND i.expires_at > now()
    LEFT JOIN LATERAL (${clientSql("i.payload->'params'->>'client_id'", 'flow."environmentId"')}) AS c ON true`,
};

type Row = FlowRow & { interaction: AdapterPayload; client: ClientRow | null };

export type OpenedFlow = { flow: Flow; interaction: OpenedInteraction };

/**
 * A flow with the authorization request that it belongs to and that one's application, in one statement, for a handler that may
 * go on with it. Null when either has expired or is done, or when it was begun in another browser (`getInteraction`).
 */
export async function openFlow(
  request: BrowserRequest,
  environmentKey: string,
  id = flowOf(request) ?? "",
): Promise<OpenedFlow | null> {
  if (!isFlowId(id)) return null;
  const [row] = await runPrepared<Row>(OPEN_FLOW, [id, environmentKey]);
  if (!row || row.isExpired) return null;
  const { interaction: payload, client, ...flow } = row;
  const known = new Map<string, AdapterPayload>();
  known.set(nameArtifact("Interaction", id), { ...payload, jti: id });
  const metadata = client && toMetadata(client);
  if (metadata) known.set(nameArtifact("Client", client.client_id), metadata);
  const interaction = await openInteraction(request, environmentKey, id, known);
  return interaction && { flow: toFlow(id, flow), interaction };
}
