-- Each environment has exactly one default organization; organizations are found by name, code and external ID.
ALTER TABLE "organization" ADD COLUMN "default_of" UUID,
ADD COLUMN "sort_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN "search" TEXT NOT NULL DEFAULT '';

CREATE FUNCTION organization_before_write() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.default_of := CASE WHEN NEW.is_default THEN NEW.environment_id END;
  NEW.sort_name := lower(normalize(NEW.name));
  NEW.search := NEW.sort_name || E'\n' || NEW.code || COALESCE(E'\n' || lower(normalize(NEW.external_id)), '');
  RETURN NEW;
END
$$;

CREATE TRIGGER "organization_derived" BEFORE INSERT OR UPDATE OF environment_id, is_default, name, code, external_id
  ON "organization" FOR EACH ROW EXECUTE FUNCTION organization_before_write();

UPDATE "organization" SET name = name;

DROP INDEX "organization_environment_id_name_id_idx";
DROP INDEX "organization_name_idx";
CREATE UNIQUE INDEX "organization_default_of_key" ON "organization"("default_of");
CREATE INDEX "organization_environment_id_sort_name_id_idx" ON "organization"("environment_id", "sort_name", "id");
CREATE INDEX "organization_environment_id_id_idx" ON "organization"("environment_id", "id");
CREATE INDEX "organization_search_idx" ON "organization" USING GIN ("search" gin_trgm_ops);

ALTER TABLE "organization" ADD CONSTRAINT "organization_default_is_open"
  CHECK (NOT is_default OR suspended_at IS NULL);

-- The unique key allows one at most; this, looked at when a transaction ends, asks for one at least.
CREATE FUNCTION require_default_organization() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  of_environment uuid;
BEGIN
  IF TG_TABLE_NAME = 'environment' THEN
    of_environment := NEW.id;
  ELSE
    of_environment := OLD.environment_id;
  END IF;
  IF EXISTS (SELECT FROM environment WHERE id = of_environment)
    AND NOT EXISTS (SELECT FROM organization WHERE default_of = of_environment) THEN
    RAISE EXCEPTION 'the environment % has no default organization', of_environment
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER "environment_has_default" AFTER INSERT ON "environment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_default_organization();
CREATE CONSTRAINT TRIGGER "organization_default_stays" AFTER DELETE OR UPDATE OF is_default, environment_id ON "organization"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.is_default)
  EXECUTE FUNCTION require_default_organization();
