import "server-only";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { expireRequests } from "@/lib/approvals/expire-requests";
import { abandonBulkJob, runBulkJob } from "@/lib/bulk/run-bulk-job";
import type { Jobs } from "@/lib/core/add-job";
import { logger } from "@/lib/core/logger";
import { eraseDueUsers } from "@/lib/deleted-users/erase-due-users";
import { deliverMail } from "@/lib/mail/deliver-mail";
import { countPasswordForms } from "@/lib/sign-in/count-password-forms";
import { deliverSms } from "@/lib/sms/deliver-sms";
import { sweepUnconfirmed } from "@/lib/subscribers/sweep-unconfirmed";
import { ensurePartitions } from "./ensure-partitions";
import { sweepExpired } from "./sweep-expired";

const messagePayload = z.object({ messageId: z.uuid() });

const runBulkJobPayload = z.object({ jobId: z.uuid() });

/** What each job does. A job that throws is tried again, later and later. */
export const taskList = {
  send_mail: async (payload) => {
    await deliverMail(messagePayload.parse(payload).messageId);
  },
  send_sms: async (payload) => {
    await deliverSms(messagePayload.parse(payload).messageId);
  },
  ensure_partitions: async () => {
    const made = await ensurePartitions();
    if (made > 0) logger.info({ made }, "partitions of the audit log made");
  },
  sweep_expired: async (_, { abortSignal }) => {
    logger.debug({ swept: await sweepExpired(abortSignal) }, "expired rows deleted");
  },
  erase_deleted_users: async (_, { abortSignal }) => {
    const erased = await eraseDueUsers(abortSignal);
    if (erased > 0) logger.info({ erased }, "deleted users erased");
  },
  sweep_unconfirmed: async (_, { abortSignal }) => {
    const swept = await sweepUnconfirmed(abortSignal);
    if (swept > 0) logger.info({ swept }, "unconfirmed subscribers deleted");
  },
  count_password_forms: async () => {
    logger.debug({ forms: await countPasswordForms() }, "forms of passwords counted");
  },
  expire_approvals: async (_, { abortSignal }) => {
    const expired = await expireRequests(abortSignal);
    if (expired > 0) logger.info({ expired }, "requests for approval expired");
  },
  run_bulk_job: async (payload, { abortSignal, job }) => {
    const { jobId } = runBulkJobPayload.parse(payload);
    try {
      await runBulkJob(jobId, abortSignal);
    } catch (error) {
      if (job.attempts >= job.max_attempts) await abandonBulkJob(jobId);
      throw error;
    }
  },
} satisfies { [Name in keyof Jobs]: TaskList[string] };

/** When the recurring jobs run (UTC). One job a moment, however many workers there are. */
export const CRONTAB = [
  "17 3 * * * ensure_partitions ?max=5",
  "*/5 * * * * sweep_expired ?max=1&jobKey=sweep_expired",
  "41 * * * * count_password_forms ?max=1&jobKey=count_password_forms",
  "53 * * * * sweep_unconfirmed ?max=1&jobKey=sweep_unconfirmed",
  "11 * * * * erase_deleted_users ?max=3&jobKey=erase_deleted_users",
  "* * * * * expire_approvals ?max=1&jobKey=expire_approvals",
].join("\n");
