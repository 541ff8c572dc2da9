import { startPostgres } from "./postgres.mjs";

/**
 * Does the work with the database of the settings: DATABASE_URL, else the embedded PostgreSQL while the work lasts.
 * @template T
 * @param {{ DATA_DIR: string, DATABASE_URL?: string | undefined }} settings
 * @param {(url: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDatabase(settings, work) {
  if (settings.DATABASE_URL) return work(settings.DATABASE_URL);
  const postgres = await startPostgres({ dataDir: settings.DATA_DIR });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.release();
  }
}
