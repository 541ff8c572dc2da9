/** Runs once a process, before its first request: logs the start, and makes this process a worker too. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startInProcess } = await import("./lib/jobs/start-in-process");
  await startInProcess();
}
