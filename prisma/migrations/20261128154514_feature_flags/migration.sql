-- Feature flags: a value in the environment, and other ones for organizations and users.
-- CreateEnum
CREATE TYPE "feature_flag_type" AS ENUM ('str', 'int', 'bool');

-- CreateEnum
CREATE TYPE "feature_flag_level" AS ENUM ('env', 'org', 'usr');

-- CreateTable
CREATE TABLE "feature_flag" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" "feature_flag_type" NOT NULL,
    "allow_override_level" "feature_flag_level" NOT NULL DEFAULT 'env',
    "default_value" TEXT NOT NULL,
    "environment_value" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "feature_flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization_feature_flag" (
    "organization_id" UUID NOT NULL,
    "flag_id" UUID NOT NULL,
    "type" "feature_flag_type" NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "organization_feature_flag_pkey" PRIMARY KEY ("organization_id","flag_id")
);

-- CreateTable
CREATE TABLE "user_feature_flag" (
    "user_id" UUID NOT NULL,
    "flag_id" UUID NOT NULL,
    "type" "feature_flag_type" NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "user_feature_flag_pkey" PRIMARY KEY ("user_id","flag_id")
);

-- CreateIndex
CREATE INDEX "feature_flag_environment_id_name_id_idx" ON "feature_flag"("environment_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "feature_flag_environment_id_key_key" ON "feature_flag"("environment_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "feature_flag_id_type_key" ON "feature_flag"("id", "type");

-- CreateIndex
CREATE INDEX "organization_feature_flag_flag_id_idx" ON "organization_feature_flag"("flag_id");

-- CreateIndex
CREATE INDEX "user_feature_flag_flag_id_idx" ON "user_feature_flag"("flag_id");

-- AddForeignKey
ALTER TABLE "feature_flag" ADD CONSTRAINT "feature_flag_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_feature_flag" ADD CONSTRAINT "organization_feature_flag_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_feature_flag" ADD CONSTRAINT "organization_feature_flag_flag_id_type_fkey" FOREIGN KEY ("flag_id", "type") REFERENCES "feature_flag"("id", "type") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_feature_flag" ADD CONSTRAINT "user_feature_flag_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_feature_flag" ADD CONSTRAINT "user_feature_flag_flag_id_type_fkey" FOREIGN KEY ("flag_id", "type") REFERENCES "feature_flag"("id", "type") ON DELETE CASCADE ON UPDATE RESTRICT;

-- A value is text, as the published API has it, and always fits its flag's type: true or false, an integer that JSON keeps
-- exactly, or a line of text.
CREATE FUNCTION feature_flag_fits(type "feature_flag_type", value text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE type
    WHEN 'bool' THEN value IN ('true', 'false')
    WHEN 'int' THEN CASE WHEN value ~ '^(0|-?[1-9][0-9]{0,15})$' THEN abs(value::bigint) <= 9007199254740991 ELSE false END
    ELSE char_length(value) <= 500 END
$$;

ALTER TABLE "feature_flag"
ADD CONSTRAINT "feature_flag_default_value_fits" CHECK (feature_flag_fits("type", "default_value")),
ADD CONSTRAINT "feature_flag_environment_value_fits" CHECK (feature_flag_fits("type", "environment_value"));

ALTER TABLE "organization_feature_flag"
ADD CONSTRAINT "organization_feature_flag_value_fits" CHECK (feature_flag_fits("type", "value"));

ALTER TABLE "user_feature_flag"
ADD CONSTRAINT "user_feature_flag_value_fits" CHECK (feature_flag_fits("type", "value"));
