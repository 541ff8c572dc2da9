-- Defaults for new users and new roles, who gave what, and lists of roles and permissions by name.
-- AlterTable
ALTER TABLE "membership_permission" ADD COLUMN     "granted_by_id" UUID;

-- AlterTable
ALTER TABLE "membership_role" ADD COLUMN     "granted_by_id" UUID;

-- AlterTable
ALTER TABLE "permission" ADD COLUMN     "is_added_to_new_roles" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "role" ADD COLUMN     "is_assigned_to_new_users" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "permission_environment_id_name_id_idx" ON "permission"("environment_id", "name", "id");

-- CreateIndex
CREATE INDEX "role_environment_id_name_id_idx" ON "role"("environment_id", "name", "id");
