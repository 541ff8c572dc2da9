-- The log of one organization, and organizations by a part of their name.
-- CreateIndex
CREATE INDEX "audit_event_organization_id_id_idx" ON "audit_event"("organization_id", "id");

-- CreateIndex
CREATE INDEX "organization_name_idx" ON "organization" USING GIN ("name" gin_trgm_ops);
