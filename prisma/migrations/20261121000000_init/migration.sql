-- Substring search on one column (DESIGN: lists). A trusted extension: the database owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "application_kind" AS ENUM ('web', 'frontend', 'machine');

-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('kept', 'queued', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "user_status" AS ENUM ('active', 'suspended', 'deleted');

-- CreateEnum
CREATE TYPE "identity_type" AS ENUM ('email', 'phone', 'username');

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "application_kind" NOT NULL,
    "client_id" TEXT NOT NULL,
    "client_secret_hash" TEXT,
    "callback_urls" TEXT[],
    "logout_urls" TEXT[],
    "audiences" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_dashboard" BOOLEAN NOT NULL DEFAULT false,
    "access_token_seconds" INTEGER NOT NULL DEFAULT 3600,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "secret_rotated_at" TIMESTAMPTZ(3),

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" UUID,
    "user_id" UUID,
    "target_type" TEXT,
    "target_id" TEXT,
    "organization_id" UUID,
    "application_id" UUID,
    "request_id" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,
    "location" TEXT,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "environment" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "is_self_sign_up_allowed" BOOLEAN NOT NULL DEFAULT true,
    "is_enumeration_protected" BOOLEAN NOT NULL DEFAULT true,
    "lockout_max_attempts" INTEGER NOT NULL DEFAULT 5,
    "lockout_minutes" INTEGER NOT NULL DEFAULT 5,
    "code_expiry_minutes" INTEGER NOT NULL DEFAULT 120,

    CONSTRAINT "environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "business" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "set_up_at" TIMESTAMPTZ(3),
    "setup_token_hash" TEXT,

    CONSTRAINT "business_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT,
    "html" TEXT,
    "status" "mail_status" NOT NULL,
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oidc_artifact" (
    "environment_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "grant_id" TEXT,
    "uid" TEXT,
    "user_id" UUID,
    "consumed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "oidc_artifact_pkey" PRIMARY KEY ("environment_id","model","id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "environment_id" UUID NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "private_jwk" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "active_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "external_id" TEXT,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organization_id","user_id")
);

-- CreateTable
CREATE TABLE "membership_role" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_role_pkey" PRIMARY KEY ("organization_id","user_id","role_id")
);

-- CreateTable
CREATE TABLE "membership_permission" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "permission_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_permission_pkey" PRIMARY KEY ("organization_id","user_id","permission_id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "permission" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "permission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_permission" (
    "role_id" UUID NOT NULL,
    "permission_id" UUID NOT NULL,

    CONSTRAINT "role_permission_pkey" PRIMARY KEY ("role_id","permission_id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "screen" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_flow" (
    "id" TEXT NOT NULL,
    "environment_id" UUID NOT NULL,
    "application_id" UUID,
    "user_id" UUID,
    "step" TEXT NOT NULL,
    "state" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_flow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_code" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "flow_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "user_id" UUID,
    "code_hash" TEXT NOT NULL,
    "attempts_left" INTEGER NOT NULL DEFAULT 5,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "verification_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lockout" (
    "environment_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lockout_pkey" PRIMARY KEY ("environment_id","subject")
);

-- CreateTable
-- Unlogged: a counter may be lost in a crash, and costs no write-ahead log.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "window_end_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "status" "user_status" NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "suspended_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "sessions_ended_at" TIMESTAMPTZ(3),
    "email" TEXT,
    "sort_name" TEXT NOT NULL DEFAULT '',
    "search" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" "identity_type" NOT NULL,
    "value" TEXT NOT NULL,
    "claim" TEXT,
    "is_primary" BOOLEAN NOT NULL DEFAULT false,
    "verified_at" TIMESTAMPTZ(3),
    "sign_in_count" INTEGER NOT NULL DEFAULT 0,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "application_client_id_key" ON "application"("client_id");

-- CreateIndex
CREATE INDEX "application_environment_id_name_id_idx" ON "application"("environment_id", "name", "id");

-- CreateIndex
CREATE INDEX "audit_event_environment_id_id_idx" ON "audit_event"("environment_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_environment_id_type_id_idx" ON "audit_event"("environment_id", "type", "id");

-- CreateIndex
CREATE INDEX "audit_event_user_id_id_idx" ON "audit_event"("user_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_application_id_id_idx" ON "audit_event"("application_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_environment_id_ip_id_idx" ON "audit_event"("environment_id", "ip", "id");

-- CreateIndex
CREATE UNIQUE INDEX "environment_key_key" ON "environment"("key");

-- CreateIndex
CREATE INDEX "outbox_message_environment_id_id_idx" ON "outbox_message"("environment_id", "id");

-- CreateIndex
CREATE INDEX "oidc_artifact_grant_id_idx" ON "oidc_artifact"("grant_id");

-- CreateIndex
CREATE INDEX "oidc_artifact_uid_idx" ON "oidc_artifact"("uid");

-- CreateIndex
CREATE INDEX "oidc_artifact_user_id_idx" ON "oidc_artifact"("user_id");

-- CreateIndex
CREATE INDEX "oidc_artifact_expires_at_idx" ON "oidc_artifact"("expires_at");

-- CreateIndex
CREATE INDEX "signing_key_environment_id_active_from_idx" ON "signing_key"("environment_id", "active_from");

-- CreateIndex
CREATE UNIQUE INDEX "organization_code_key" ON "organization"("code");

-- CreateIndex
CREATE INDEX "organization_environment_id_name_id_idx" ON "organization"("environment_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_environment_id_external_id_key" ON "organization"("environment_id", "external_id");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "membership_role_user_id_idx" ON "membership_role"("user_id");

-- CreateIndex
CREATE INDEX "membership_role_role_id_user_id_idx" ON "membership_role"("role_id", "user_id");

-- CreateIndex
CREATE INDEX "membership_permission_user_id_idx" ON "membership_permission"("user_id");

-- CreateIndex
CREATE INDEX "membership_permission_permission_id_user_id_idx" ON "membership_permission"("permission_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_environment_id_key_key" ON "role"("environment_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "permission_environment_id_key_key" ON "permission"("environment_id", "key");

-- CreateIndex
CREATE INDEX "role_permission_permission_id_idx" ON "role_permission"("permission_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_environment_id_screen_name_key" ON "saved_view"("environment_id", "screen", "name");

-- CreateIndex
CREATE INDEX "sign_in_flow_expires_at_idx" ON "sign_in_flow"("expires_at");

-- CreateIndex
CREATE INDEX "verification_code_flow_id_purpose_idx" ON "verification_code"("flow_id", "purpose");

-- CreateIndex
CREATE INDEX "verification_code_user_id_idx" ON "verification_code"("user_id");

-- CreateIndex
CREATE INDEX "verification_code_expires_at_idx" ON "verification_code"("expires_at");

-- CreateIndex
CREATE INDEX "lockout_updated_at_idx" ON "lockout"("updated_at");

-- CreateIndex
CREATE INDEX "rate_limit_window_end_at_idx" ON "rate_limit"("window_end_at");

-- CreateIndex
CREATE INDEX "app_user_environment_id_id_idx" ON "app_user"("environment_id", "id");

-- CreateIndex
CREATE INDEX "app_user_environment_id_sort_name_id_idx" ON "app_user"("environment_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "app_user_environment_id_email_id_idx" ON "app_user"("environment_id", "email", "id");

-- CreateIndex
CREATE INDEX "app_user_environment_id_last_sign_in_at_id_idx" ON "app_user"("environment_id", "last_sign_in_at", "id");

-- CreateIndex
CREATE INDEX "app_user_environment_id_status_id_idx" ON "app_user"("environment_id", "status", "id");

-- CreateIndex
CREATE INDEX "app_user_search_idx" ON "app_user" USING GIN ("search" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "identity_user_id_idx" ON "identity"("user_id");

-- CreateIndex
CREATE INDEX "identity_environment_id_type_user_id_idx" ON "identity"("environment_id", "type", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_environment_id_type_claim_key" ON "identity"("environment_id", "type", "claim");

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_role" ADD CONSTRAINT "membership_role_organization_id_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "membership"("organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_role" ADD CONSTRAINT "membership_role_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_permission" ADD CONSTRAINT "membership_permission_organization_id_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "membership"("organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_permission" ADD CONSTRAINT "membership_permission_permission_id_fkey" FOREIGN KEY ("permission_id") REFERENCES "permission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permission" ADD CONSTRAINT "permission_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_permission" ADD CONSTRAINT "role_permission_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_permission" ADD CONSTRAINT "role_permission_permission_id_fkey" FOREIGN KEY ("permission_id") REFERENCES "permission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_flow" ADD CONSTRAINT "sign_in_flow_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password" ADD CONSTRAINT "password_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The log: one partition a month in a schema of its own, bounded by the first UUIDv7 of the month (RFC 9562, 5.7).
CREATE SCHEMA "audit";

CREATE FUNCTION "audit".first_uuid_at(moment timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

CREATE FUNCTION "audit".refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION "audit".refuse_change();
CREATE TRIGGER "audit_event_no_truncate" BEFORE TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit".refuse_change();

-- Makes each month's partition from one moment to another where it is missing; safe to run from several processes.
CREATE FUNCTION "audit".ensure_partitions(since timestamptz, until timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  month timestamptz := date_trunc('month', since, 'UTC');
  partition_name text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit.ensure_partitions'));
  WHILE month <= until LOOP
    partition_name := 'event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
    IF to_regclass(format('audit.%I', partition_name)) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE audit.%I PARTITION OF public.audit_event FOR VALUES FROM (%L) TO (%L)',
        partition_name,
        "audit".first_uuid_at(month),
        "audit".first_uuid_at(date_trunc('month', month + interval '32 days', 'UTC'))
      );
      EXECUTE format(
        'CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.%I FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()',
        partition_name
      );
      made := made + 1;
    END IF;
    month := date_trunc('month', month + interval '32 days', 'UTC');
  END LOOP;
  RETURN made;
END
$$;

SELECT "audit".ensure_partitions(now() - interval '1 month', now() + interval '3 months');

-- app_user.sort_name, .email and .search follow the names and identities, whoever writes them.
CREATE FUNCTION app_user_search_text(first_name text, last_name text, of_user uuid) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT lower(normalize(first_name || ' ' || last_name)) || COALESCE(
    (SELECT string_agg(E'\n' || lower(normalize(value)), '' ORDER BY id) FROM identity WHERE user_id = of_user), '')
$$;

CREATE FUNCTION app_user_before_write() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.sort_name := lower(btrim(NEW.first_name || ' ' || NEW.last_name));
  NEW.search := app_user_search_text(NEW.first_name, NEW.last_name, NEW.id);
  RETURN NEW;
END
$$;

CREATE TRIGGER "app_user_search" BEFORE INSERT OR UPDATE OF first_name, last_name ON "app_user"
  FOR EACH ROW EXECUTE FUNCTION app_user_before_write();

CREATE FUNCTION identity_after_write() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  of_user uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
BEGIN
  UPDATE app_user SET
    search = app_user_search_text(first_name, last_name, id),
    email = (SELECT lower(value) FROM identity
             WHERE user_id = of_user AND type = 'email' ORDER BY is_primary DESC, id LIMIT 1)
  WHERE id = of_user;
  RETURN NULL;
END
$$;

CREATE TRIGGER "identity_search" AFTER INSERT OR DELETE OR UPDATE OF value, is_primary, user_id ON "identity"
  FOR EACH ROW EXECUTE FUNCTION identity_after_write();
