import { redirect } from "next/navigation";
import { requireAdmin } from "@/lib/boundary/session";
import { dashboardPages } from "./dashboard-pages";

export default async function EnvironmentPage({ params }: { params: Promise<{ environment: string }> }) {
  const { environment } = await params;
  const ctx = await requireAdmin(environment);
  const [first] = dashboardPages(ctx);
  if (first) redirect(first.href);
  return null;
}
