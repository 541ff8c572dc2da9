import { onTestFinished } from "vitest";
import { TEST_CLIENT, TestIssuer } from "@/lib/connections/test-issuer";
import { db } from "@/lib/core/db";
import { createConnectionRow } from "@/prisma/create-connection-row";
import { createTestEnvironment } from "@/prisma/factories";
import type { Environment } from "@/prisma/generated/client";
import { chooseConnection } from "./choose-connection";
import type { Flow } from "./find-flow";
import { finishConnection } from "./finish-connection";
import { nextStep } from "./next-step";
import { startConnection } from "./start-connection";
import type { NewFlow } from "./start-flow";
import { createTestFlow, readTestFlow, testRequest } from "./test-flow";

export const DOMAIN = "harbour.example";
export const ANA = {
  sub: "00u-ana",
  email: `ana@${DOMAIN}`,
  email_verified: true,
  given_name: "Ana",
  family_name: "Prieto",
};

type Settings = Partial<Omit<Parameters<typeof createConnectionRow>[0], "environmentId">>;

/** An environment with a connection to an issuer of its own, and the ways to come through it. */
export async function setUpConnection(settings: Settings = {}, policies: Partial<Environment> = {}) {
  const issuer = await TestIssuer.start();
  onTestFinished(() => issuer.stop());
  issuer.person = ANA;
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  await db.environment.update({ where: { id: environmentId }, data: policies });
  const given = { environmentId, issuer: issuer.url, emailDomains: [DOMAIN], ...TEST_CLIENT, ...settings };
  const connection = await createConnectionRow(given);

  /** A flow that has been sent to the issuer, and the address that it was sent to. */
  const start = async (asked: Pick<NewFlow, "orgCode"> = {}) => {
    const begun = await createTestFlow({ environment, asked });
    const chosen = await chooseConnection(begun, { connection: connection.key });
    const { flow, url } = await startConnection(chosen, testRequest(), { isLoginWanted: false });
    return { flow, url: url ?? "" };
  };
  /** The answer of the issuer, taken. */
  const finish = (flow: Flow, answer: URL, connectionKey = connection.key) =>
    finishConnection(flow, testRequest(), { connectionKey, params: answer.searchParams });
  const signIn = async (asked?: Pick<NewFlow, "orgCode">) => {
    const { flow, url } = await start(asked);
    return finish(flow, issuer.visit(url));
  };
  const readAgain = (flow: Flow) => readTestFlow(environment.key, flow.id);
  const lastEvent = () =>
    db.auditEvent.findFirstOrThrow({ where: { environmentId }, orderBy: { id: "desc" } });
  const users = () =>
    db.user.findMany({ where: { environmentId }, include: { identities: true, password: true } });
  return {
    issuer,
    environment,
    environmentId,
    connection,
    start,
    finish,
    signIn,
    readAgain,
    lastEvent,
    users,
  };
}

export const isIn = (flow: Flow) => nextStep(flow.state) === "finished";
export const saidBy = (flow: Flow) => flow.state.errors.form ?? "";
