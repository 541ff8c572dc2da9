-- CreateEnum
CREATE TYPE "policy_kind" AS ENUM ('terms', 'privacy');

-- AlterTable
ALTER TABLE "environment" ADD COLUMN     "is_policy_acceptance_shown" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "privacy_version_id" UUID,
ADD COLUMN     "terms_version_id" UUID;

-- CreateTable
CREATE TABLE "policy_version" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "kind" "policy_kind" NOT NULL,
    "version" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by_id" UUID,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_acceptance" (
    "user_id" UUID NOT NULL,
    "policy_version_id" UUID NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT,

    CONSTRAINT "policy_acceptance_pkey" PRIMARY KEY ("user_id","policy_version_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_environment_id_kind_version_key" ON "policy_version"("environment_id", "kind", "version");

-- CreateIndex
CREATE INDEX "policy_acceptance_policy_version_id_idx" ON "policy_acceptance"("policy_version_id");

-- AddForeignKey
ALTER TABLE "environment" ADD CONSTRAINT "environment_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "policy_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environment" ADD CONSTRAINT "environment_privacy_version_id_fkey" FOREIGN KEY ("privacy_version_id") REFERENCES "policy_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_acceptance" ADD CONSTRAINT "policy_acceptance_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_acceptance" ADD CONSTRAINT "policy_acceptance_policy_version_id_fkey" FOREIGN KEY ("policy_version_id") REFERENCES "policy_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
