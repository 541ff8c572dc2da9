import { redirect } from "next/navigation";
import { connection } from "next/server";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { listEnvironments } from "@/lib/environments/list-environments";
import { isSetUp } from "@/lib/settings/is-set-up";

/** The front door: the set-up while there is no owner, else the users of the first environment. */
export default async function RootPage() {
  await connection();
  if (!(await isSetUp())) redirect("/setup");
  const environments = await listEnvironments();
  const first = environments.find(({ key }) => key !== TEAM_ENVIRONMENT);
  redirect(`/${first?.key ?? TEAM_ENVIRONMENT}/users`);
}
