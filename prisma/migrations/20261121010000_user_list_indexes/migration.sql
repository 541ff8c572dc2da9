-- A page of users is one index range for each status shown, in the order of the list.
DROP INDEX "app_user_environment_id_id_idx";
DROP INDEX "app_user_environment_id_sort_name_id_idx";
DROP INDEX "app_user_environment_id_email_id_idx";
DROP INDEX "app_user_environment_id_last_sign_in_at_id_idx";
CREATE INDEX "app_user_environment_id_status_sort_name_id_idx" ON "app_user"("environment_id", "status", "sort_name", "id");
CREATE INDEX "app_user_environment_id_status_email_id_idx" ON "app_user"("environment_id", "status", "email", "id");
CREATE INDEX "app_user_environment_id_status_last_sign_in_at_id_idx" ON "app_user"("environment_id", "status", "last_sign_in_at", "id");

-- The users who are locked out at this moment.
CREATE INDEX "lockout_environment_id_locked_until_idx" ON "lockout"("environment_id", "locked_until");

-- Each search reads the index's list of pending entries too; a short one keeps searches quick while users sign in.
ALTER INDEX "app_user_search_idx" SET (gin_pending_list_limit = 256);
