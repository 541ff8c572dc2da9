-- Addresses that nobody has confirmed are deleted after some days.
-- AlterTable
ALTER TABLE "subscription_form" ADD COLUMN     "unconfirmed_days" INTEGER NOT NULL DEFAULT 30;
