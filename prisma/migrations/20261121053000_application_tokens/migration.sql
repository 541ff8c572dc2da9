-- How long the tokens of an application last, and which optional claims they carry.
-- AlterTable
ALTER TABLE "application" ADD COLUMN "access_token_claims" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "id_token_claims" TEXT[] NOT NULL DEFAULT ARRAY['org_codes']::TEXT[],
ADD COLUMN "id_token_seconds" INTEGER NOT NULL DEFAULT 3600,
ADD COLUMN "refresh_token_seconds" INTEGER NOT NULL DEFAULT 2592000,
ADD COLUMN "tokens_version" INTEGER NOT NULL DEFAULT 1;
