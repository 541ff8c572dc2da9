-- Each sign-in writes a row of these. Lists count and page over their indexes alone, which is quick only where a page of the
-- table is known to hold nothing half-done; a fifth of a million rows would be too long to wait for the next vacuum.
ALTER TABLE "app_user" SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE "identity" SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE "membership" SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE "oidc_artifact" SET (autovacuum_vacuum_scale_factor = 0.01);
