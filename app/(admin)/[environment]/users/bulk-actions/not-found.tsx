import { RecordNotFound } from "@/components/layout/record-not-found";

export const metadata = { title: "Bulk action not found" };

export default function BulkActionNotFound() {
  return (
    <RecordNotFound
      title="Bulk action not found"
      text="There is no such bulk action in this environment. Each is kept for 30 days."
    />
  );
}
