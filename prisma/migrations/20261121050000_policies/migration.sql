-- The policies of environments and organizations, and when a membership was last signed in to.
-- AlterTable
ALTER TABLE "environment" ADD COLUMN "allowed_domains" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "can_create_organization_on_sign_up" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "is_default_organization_on_sign_up" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "is_most_recent_organization" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "is_profile_synced_on_sign_in" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN "last_used_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "organization" ADD COLUMN "allowed_domains" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "is_registration_allowed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "organization_default_role" (
    "organization_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,

    CONSTRAINT "organization_default_role_pkey" PRIMARY KEY ("organization_id","role_id")
);

-- CreateIndex
CREATE INDEX "organization_default_role_role_id_idx" ON "organization_default_role"("role_id");

-- CreateIndex
CREATE INDEX "organization_allowed_domains_idx" ON "organization" USING GIN ("allowed_domains");

-- AddForeignKey
ALTER TABLE "organization_default_role" ADD CONSTRAINT "organization_default_role_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_default_role" ADD CONSTRAINT "organization_default_role_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;
