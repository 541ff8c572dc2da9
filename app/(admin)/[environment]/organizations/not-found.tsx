import { RecordNotFound } from "@/components/layout/record-not-found";

export const metadata = { title: "Organization not found" };

export default function OrganizationNotFound() {
  return (
    <RecordNotFound
      title="Organization not found"
      text="There is no such organization in this environment. It may have been deleted, or the address is incomplete."
    />
  );
}
