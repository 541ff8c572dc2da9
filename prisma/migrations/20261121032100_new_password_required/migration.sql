-- What an admin asks of a password: a new one after a reset, or after a temporary password that opens one sign-in.
ALTER TABLE "app_user" ADD COLUMN "new_password_required_at" TIMESTAMPTZ(3);

ALTER TABLE "password" ADD COLUMN "is_temporary" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "temporary_expires_at" TIMESTAMPTZ(3),
ADD COLUMN "temporary_used_at" TIMESTAMPTZ(3);
