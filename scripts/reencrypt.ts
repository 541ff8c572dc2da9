import { pool } from "@/lib/core/db";
import { reencryptSecrets } from "@/lib/jobs/reencrypt-secrets";

// After a new GATEHOUSE_SECRET: npm run reencrypt.
const done = await reencryptSecrets();
for (const [table, count] of Object.entries(done)) console.log(`${table}: ${count} encrypted anew`);
console.log("Nothing is under an earlier secret any more: take it out of GATEHOUSE_PREVIOUS_SECRETS.");
await pool().end();
