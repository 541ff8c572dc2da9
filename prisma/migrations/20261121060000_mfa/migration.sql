-- Second factors, recovery codes, and the settings of environments and organizations that ask for them.
-- CreateEnum
CREATE TYPE "mfa_requirement" AS ENUM ('no', 'yes', 'optional');

-- CreateEnum
CREATE TYPE "mfa_method" AS ENUM ('authenticator', 'email', 'sms', 'passkey');

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "mfa_opted_out_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "environment" ADD COLUMN     "is_mfa_recovery_enabled" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "mfa_methods" "mfa_method"[] NOT NULL DEFAULT ARRAY['authenticator']::"mfa_method"[],
ADD COLUMN     "mfa_requirement" "mfa_requirement" NOT NULL DEFAULT 'no';

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "is_mfa_enforced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mfa_methods" "mfa_method"[] NOT NULL DEFAULT ARRAY['authenticator']::"mfa_method"[];

-- CreateTable
CREATE TABLE "mfa_factor" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" UUID,
    "method" "mfa_method" NOT NULL,
    "slot" TEXT NOT NULL,
    "secret" TEXT,
    "last_used_step" INTEGER,
    "contact" TEXT,
    "credential_id" TEXT,
    "public_key" BYTEA,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "mfa_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization_mfa_exempt_role" (
    "organization_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,

    CONSTRAINT "organization_mfa_exempt_role_pkey" PRIMARY KEY ("organization_id","role_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mfa_factor_slot_key" ON "mfa_factor"("slot");

-- CreateIndex
CREATE UNIQUE INDEX "mfa_factor_credential_id_key" ON "mfa_factor"("credential_id");

-- CreateIndex
CREATE INDEX "mfa_factor_user_id_idx" ON "mfa_factor"("user_id");

-- CreateIndex
CREATE INDEX "mfa_factor_organization_id_idx" ON "mfa_factor"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_user_id_code_hash_key" ON "recovery_code"("user_id", "code_hash");

-- CreateIndex
CREATE INDEX "organization_mfa_exempt_role_role_id_idx" ON "organization_mfa_exempt_role"("role_id");

-- AddForeignKey
ALTER TABLE "mfa_factor" ADD CONSTRAINT "mfa_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mfa_factor" ADD CONSTRAINT "mfa_factor_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_mfa_exempt_role" ADD CONSTRAINT "organization_mfa_exempt_role_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_mfa_exempt_role" ADD CONSTRAINT "organization_mfa_exempt_role_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Text messages go through the outbox too.
CREATE TYPE "message_channel" AS ENUM ('mail', 'sms');

ALTER TABLE "outbox_message" ADD COLUMN "channel" "message_channel" NOT NULL DEFAULT 'mail';
