import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { dashboardPages } from "../dashboard-pages";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  const pages = dashboardPages(ctx).filter(({ group }) => group !== undefined);
  if (pages.length === 0) notFound();
  const groups = [...new Set(pages.map(({ group }) => group))];
  return (
    <>
      <PageHeader
        title="Settings"
        description={`How ${ctx.environment.name} works, and what happened in it.`}
      />
      {groups.map((group, index) => (
        <section key={group} aria-labelledby={`group-${index}`} className="mb-8">
          <h2 id={`group-${index}`} className="mb-3 font-medium text-muted-foreground text-sm">
            {group}
          </h2>
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {pages
              .filter((page) => page.group === group)
              .map(({ label, href, text }) => (
                <li
                  key={href}
                  className="relative rounded-xl border bg-card p-4 shadow-raised hover:bg-accent"
                >
                  <Link href={href} className="font-medium after:absolute after:inset-0 after:rounded-xl">
                    {label}
                  </Link>
                  <p className="mt-1 text-muted-foreground text-sm">{text}</p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
