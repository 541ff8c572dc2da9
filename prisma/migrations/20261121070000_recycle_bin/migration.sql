-- Deleted users stay restorable for a while; then they are erased, and the log is cleared of who they were.
-- AlterTable
ALTER TABLE "environment" ADD COLUMN     "deleted_user_days" INTEGER NOT NULL DEFAULT 30;

-- CreateTable
CREATE TABLE "deleted_user" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_by_id" UUID,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "email" TEXT,
    "snapshot" JSONB NOT NULL,
    "erasing_at" TIMESTAMPTZ(3),

    CONSTRAINT "deleted_user_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deleted_user_environment_id_deleted_at_id_idx" ON "deleted_user"("environment_id", "deleted_at", "id");

-- CreateIndex
CREATE INDEX "outbox_message_environment_id_recipient_idx" ON "outbox_message"("environment_id", "recipient");

-- AddForeignKey
ALTER TABLE "deleted_user" ADD CONSTRAINT "deleted_user_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What an event keeps of a person who is erased: its shape, ids, times, numbers and words that are the same for all. Every
-- other text goes, so that a field which a later release adds is erased unless it is named here.
CREATE FUNCTION "audit".redact(facts jsonb, of_key text DEFAULT '') RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE jsonb_typeof(facts)
    WHEN 'object' THEN (SELECT COALESCE(jsonb_object_agg(key, "audit".redact(value, key)), '{}') FROM jsonb_each(facts))
    WHEN 'array' THEN (SELECT COALESCE(jsonb_agg("audit".redact(value, of_key) ORDER BY place), '[]')
      FROM jsonb_array_elements(facts) WITH ORDINALITY AS element(value, place))
    WHEN 'string' THEN CASE
      WHEN of_key = ANY ('{status,type,method,mfa,kind,grantType,scope,extent,roles,permissions}')
        OR facts #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        OR facts #>> '{}' ~ '^\d{4}-\d\d-\d\dT[\d:.]+Z$' THEN facts
      ELSE '"[erased]"' END
    ELSE facts END;
END
$$;

-- Why an admin acted is free text; what the system says of itself is not.
CREATE FUNCTION "audit".redact_reason(reason text, actor_type text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN actor_type IN ('admin', 'api_key') AND reason IS NOT NULL THEN '[erased]' ELSE reason END
$$;

-- The log stays append-only but for one thing: events of a user who exists no more may lose what was personal in them, in
-- exactly this form. Nothing else of any row, and nothing of a living user's, can be changed.
CREATE OR REPLACE FUNCTION "audit".refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
    IF to_jsonb(NEW) - '{before,after,reason,ip,user_agent}'::text[]
         = to_jsonb(OLD) - '{before,after,reason,ip,user_agent}'::text[]
      AND ((NEW.before, NEW.after, NEW.reason) IS NOT DISTINCT FROM (OLD.before, OLD.after, OLD.reason)
        OR ((NEW.before, NEW.after, NEW.reason) IS NOT DISTINCT FROM
            ("audit".redact(OLD.before), "audit".redact(OLD.after), "audit".redact_reason(OLD.reason, OLD.actor_type))
          AND OLD.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.app_user WHERE id = OLD.user_id)))
      AND ((NEW.ip, NEW.user_agent) IS NOT DISTINCT FROM (OLD.ip, OLD.user_agent)
        OR (NEW.ip IS NULL AND NEW.user_agent IS NULL
          AND OLD.actor_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.app_user WHERE id = OLD.actor_id)))
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
