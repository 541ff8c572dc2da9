-- CreateTable
CREATE TABLE "password_hand_over" (
    "user_id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_hand_over_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "password_hand_over_token_hash_key" ON "password_hand_over"("token_hash");

-- CreateIndex
CREATE INDEX "password_hand_over_expires_at_idx" ON "password_hand_over"("expires_at");

-- AddForeignKey
ALTER TABLE "password_hand_over" ADD CONSTRAINT "password_hand_over_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
