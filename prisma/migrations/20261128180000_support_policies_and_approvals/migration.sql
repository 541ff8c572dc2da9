-- What deeds of the support desk need besides a right: a verified caller, or a second person's approval.
-- CreateEnum
CREATE TYPE "support_policy" AS ENUM ('none', 'caller_verified', 'approval');

-- CreateEnum
CREATE TYPE "caller_method" AS ENUM ('email', 'phone', 'authenticator');

-- CreateEnum
CREATE TYPE "approval_state" AS ENUM ('pending', 'approved', 'refused', 'cancelled', 'expired', 'failed');

-- AlterTable
ALTER TABLE "environment" ADD COLUMN     "approval_hours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "delete_user_policy" "support_policy" NOT NULL DEFAULT 'none',
ADD COLUMN     "identity_change_policy" "support_policy" NOT NULL DEFAULT 'none',
ADD COLUMN     "mfa_reset_policy" "support_policy" NOT NULL DEFAULT 'none',
ADD COLUMN     "password_reset_policy" "support_policy" NOT NULL DEFAULT 'none',
ADD COLUMN     "temporary_password_policy" "support_policy" NOT NULL DEFAULT 'none';

-- CreateTable
CREATE TABLE "caller_check" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "method" "caller_method" NOT NULL,
    "contact_id" UUID NOT NULL,
    "code_hash" TEXT,
    "attempts_left" INTEGER NOT NULL DEFAULT 5,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "caller_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_request" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "deed" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "password_hash" TEXT,
    "reason" TEXT NOT NULL,
    "slot" TEXT,
    "caller_method" "caller_method",
    "caller_verified_at" TIMESTAMPTZ(3),
    "caller_contact_id" UUID,
    "state" "approval_state" NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT,
    "failure" TEXT,

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "caller_check_user_id_agent_id_id_idx" ON "caller_check"("user_id", "agent_id", "id");

-- CreateIndex
CREATE INDEX "caller_check_expires_at_idx" ON "caller_check"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "approval_request_slot_key" ON "approval_request"("slot");

-- CreateIndex
CREATE INDEX "approval_request_environment_id_id_idx" ON "approval_request"("environment_id", "id");

-- CreateIndex
CREATE INDEX "approval_request_environment_id_state_id_idx" ON "approval_request"("environment_id", "state", "id");

-- CreateIndex
CREATE INDEX "approval_request_environment_id_requested_by_id_id_idx" ON "approval_request"("environment_id", "requested_by_id", "id");

-- CreateIndex
CREATE INDEX "approval_request_user_id_idx" ON "approval_request"("user_id");

-- CreateIndex
CREATE INDEX "approval_request_state_expires_at_idx" ON "approval_request"("state", "expires_at");

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who approves must get exactly what they read: what was asked never changes, a decision is taken once, and the hash of a
-- temporary password can only go.
CREATE FUNCTION keep_approval_request() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.environment_id, NEW.user_id, NEW.requested_by_id, NEW.deed, NEW.input, NEW.summary, NEW.reason, NEW.created_at,
      NEW.expires_at, NEW.caller_method, NEW.caller_verified_at, NEW.caller_contact_id)
      IS DISTINCT FROM
     (OLD.id, OLD.environment_id, OLD.user_id, OLD.requested_by_id, OLD.deed, OLD.input, OLD.summary, OLD.reason, OLD.created_at,
      OLD.expires_at, OLD.caller_method, OLD.caller_verified_at, OLD.caller_contact_id)
    OR OLD.state <> 'pending'
    OR (NEW.password_hash IS NOT NULL AND NEW.password_hash IS DISTINCT FROM OLD.password_hash)
  THEN
    RAISE EXCEPTION 'a request for approval cannot be changed, and is decided once'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER approval_request_keep BEFORE UPDATE ON "approval_request"
FOR EACH ROW EXECUTE FUNCTION keep_approval_request();
