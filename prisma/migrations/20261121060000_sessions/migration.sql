-- When a session was last seen, and the sessions of one user without their tokens.
-- DropIndex
DROP INDEX "oidc_artifact_user_id_idx";

-- AlterTable
ALTER TABLE "oidc_artifact" ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "oidc_artifact_user_id_model_idx" ON "oidc_artifact"("user_id", "model");
