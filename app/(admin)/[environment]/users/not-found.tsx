import { RecordNotFound } from "@/components/layout/record-not-found";

export const metadata = { title: "User not found" };

export default function UserNotFound() {
  return (
    <RecordNotFound
      title="User not found"
      text="There is no such user in this environment. They may have been removed, or the address is incomplete."
    />
  );
}
