-- CreateEnum
CREATE TYPE "bulk_job_status" AS ENUM ('queued', 'running', 'finished', 'cancelled', 'stopped');

-- CreateEnum
CREATE TYPE "bulk_outcome" AS ENUM ('pending', 'changed', 'refused', 'skipped');

-- CreateTable
CREATE TABLE "bulk_job" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "deed" JSONB NOT NULL,
    "query" TEXT,
    "status" "bulk_job_status" NOT NULL DEFAULT 'queued',
    "failure" TEXT,
    "total" INTEGER,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "created_by_id" UUID NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_job_row" (
    "job_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "outcome" "bulk_outcome" NOT NULL DEFAULT 'pending',
    "reason" TEXT,

    CONSTRAINT "bulk_job_row_pkey" PRIMARY KEY ("job_id","user_id")
);

-- CreateIndex
CREATE INDEX "bulk_job_environment_id_id_idx" ON "bulk_job"("environment_id", "id");

-- CreateIndex
CREATE INDEX "bulk_job_row_job_id_outcome_user_id_idx" ON "bulk_job_row"("job_id", "outcome", "user_id");

-- AddForeignKey
ALTER TABLE "bulk_job" ADD CONSTRAINT "bulk_job_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_job_row" ADD CONSTRAINT "bulk_job_row_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "bulk_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
