-- Identity providers whose users sign in here through them, and the identity that such a user has.
-- AlterEnum
ALTER TYPE "identity_type" ADD VALUE 'enterprise';

-- AlterTable
ALTER TABLE "identity" ADD COLUMN     "connection_id" UUID,
ADD COLUMN     "subject" TEXT;

-- CreateTable
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "client_secret" TEXT NOT NULL,
    "email_domains" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "is_shown" BOOLEAN NOT NULL DEFAULT false,
    "is_just_in_time" BOOLEAN NOT NULL DEFAULT true,
    "is_linking" BOOLEAN NOT NULL DEFAULT false,
    "organization_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "connection_key_key" ON "connection"("key");

-- CreateIndex
CREATE INDEX "connection_environment_id_name_id_idx" ON "connection"("environment_id", "name", "id");

-- CreateIndex
CREATE INDEX "connection_organization_id_idx" ON "connection"("organization_id");

-- CreateIndex
CREATE INDEX "connection_email_domains_idx" ON "connection" USING GIN ("email_domains");

-- CreateIndex
CREATE INDEX "identity_connection_id_idx" ON "identity"("connection_id");

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The address of who signs in through a connection is shown, sorted and sent like any other; it is no way in by itself.
CREATE OR REPLACE FUNCTION identity_after_write() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  of_user uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
BEGIN
  UPDATE app_user SET
    search = app_user_search_text(first_name, last_name, id),
    email = (SELECT lower(value) FROM identity
             WHERE user_id = of_user AND (type = 'email' OR type = 'enterprise' AND value <> subject)
             ORDER BY is_primary DESC, id LIMIT 1)
  WHERE id = of_user;
  RETURN NULL;
END
$$;
