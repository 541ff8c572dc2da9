-- Counted by a job, so that a name that nobody has can take as long at sign-in as one that somebody has.
-- CreateTable
CREATE TABLE "password_form" (
    "environment_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "password_form_pkey" PRIMARY KEY ("environment_id","form")
);

-- AddForeignKey
ALTER TABLE "password_form" ADD CONSTRAINT "password_form_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
