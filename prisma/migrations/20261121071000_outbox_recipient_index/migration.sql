-- The newest message to an address is found without reading all of them.
-- DropIndex
DROP INDEX "outbox_message_environment_id_recipient_idx";

-- CreateIndex
CREATE INDEX "outbox_message_environment_id_recipient_id_idx" ON "outbox_message"("environment_id", "recipient", "id");
