-- A newer release gives its new permissions to the roles that every installation begins with, as long as nobody changed them.
-- AlterTable
ALTER TABLE "role" ADD COLUMN     "given_permissions" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What releases have given so far, to compare with.
UPDATE role r SET given_permissions = CASE r.key
    WHEN 'owner' THEN ARRAY['users:read', 'users:create', 'users:update', 'users:suspend', 'users:delete', 'users:export', 'users:reset_password', 'users:reset_mfa', 'users:set_roles', 'subscribers:read', 'subscribers:write', 'subscribers:export', 'organizations:read', 'organizations:write', 'roles:read', 'roles:write', 'audit:read', 'audit:export', 'applications:read', 'applications:write', 'settings:read', 'settings:write', 'environments:write', 'views:share', 'outbox:read', 'staff:manage']
    WHEN 'admin' THEN ARRAY['users:read', 'users:create', 'users:update', 'users:suspend', 'users:delete', 'users:export', 'users:reset_password', 'users:reset_mfa', 'users:set_roles', 'subscribers:read', 'subscribers:write', 'subscribers:export', 'organizations:read', 'organizations:write', 'roles:read', 'roles:write', 'audit:read', 'audit:export', 'applications:read', 'applications:write', 'settings:read', 'settings:write', 'environments:write', 'views:share', 'staff:manage']
    WHEN 'support' THEN ARRAY['users:read', 'subscribers:read', 'organizations:read', 'roles:read', 'audit:read', 'applications:read', 'settings:read', 'users:create', 'users:update', 'users:suspend', 'users:reset_password', 'users:reset_mfa', 'subscribers:write', 'views:share']
    WHEN 'auditor' THEN ARRAY['users:read', 'subscribers:read', 'organizations:read', 'roles:read', 'audit:read', 'applications:read', 'settings:read', 'audit:export']
  END
FROM environment e
WHERE e.id = r.environment_id AND e.key = 'team' AND r.key IN ('owner', 'admin', 'support', 'auditor');
