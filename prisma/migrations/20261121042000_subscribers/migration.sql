-- CreateEnum
CREATE TYPE "subscriber_kind" AS ENUM ('subscriber', 'access_request');

-- CreateEnum
CREATE TYPE "subscriber_status" AS ENUM ('pending', 'confirmed');

-- CreateTable
CREATE TABLE "subscriber" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "kind" "subscriber_kind" NOT NULL,
    "status" "subscriber_status" NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    "source" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "email_proven_at" TIMESTAMPTZ(3),
    "confirm_token_hash" TEXT,
    "confirm_token_expires_at" TIMESTAMPTZ(3),
    "converted_user_id" UUID,
    "converted_at" TIMESTAMPTZ(3),
    "sort_name" TEXT NOT NULL DEFAULT '',
    "search" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_form" (
    "environment_id" UUID NOT NULL,
    "kind" "subscriber_kind" NOT NULL,
    "allowed_origins" TEXT[],
    "is_double_opt_in" BOOLEAN NOT NULL DEFAULT true,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_form_pkey" PRIMARY KEY ("environment_id","kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "subscriber_confirm_token_hash_key" ON "subscriber"("confirm_token_hash");

-- CreateIndex
CREATE INDEX "subscriber_environment_id_kind_id_idx" ON "subscriber"("environment_id", "kind", "id");

-- CreateIndex
CREATE INDEX "subscriber_environment_id_kind_status_id_idx" ON "subscriber"("environment_id", "kind", "status", "id");

-- CreateIndex
CREATE INDEX "subscriber_environment_id_kind_sort_name_id_idx" ON "subscriber"("environment_id", "kind", "sort_name", "id");

-- CreateIndex
CREATE INDEX "subscriber_converted_user_id_idx" ON "subscriber"("converted_user_id");

-- CreateIndex
CREATE INDEX "subscriber_search_idx" ON "subscriber" USING GIN ("search" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "subscriber_environment_id_kind_claim_key" ON "subscriber"("environment_id", "kind", "claim");

-- AddForeignKey
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_converted_user_id_fkey" FOREIGN KEY ("converted_user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_form" ADD CONSTRAINT "subscription_form_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- subscriber.sort_name and .search follow the names and the address, as those of app_user do.
CREATE FUNCTION subscriber_before_write() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.sort_name := lower(btrim(NEW.first_name || ' ' || NEW.last_name));
  NEW.search := lower(normalize(NEW.first_name || ' ' || NEW.last_name || E'\n' || NEW.email));
  RETURN NEW;
END
$$;

CREATE TRIGGER "subscriber_search" BEFORE INSERT OR UPDATE OF first_name, last_name, email ON "subscriber"
  FOR EACH ROW EXECUTE FUNCTION subscriber_before_write();
