import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EventDetails } from "@/lib/audit-log/schema";

/** What an event changed, before and after, a line a field. */
export function EventChanges({ changes }: { changes: EventDetails["changes"] }) {
  const hasBefore = changes.some(({ before }) => before !== null);
  return (
    <section aria-labelledby="event-changes" className="mt-6">
      <h3 id="event-changes" className="mb-2 font-medium text-sm">
        {hasBefore ? "Changes" : "Recorded"}
      </h3>
      <div className="overflow-hidden rounded-lg border">
        <Table>
          <TableHeader className="bg-muted">
            <TableRow>
              <TableHead className="h-8">Field</TableHead>
              {hasBefore ? <TableHead className="h-8">Before</TableHead> : null}
              <TableHead className="h-8">{hasBefore ? "After" : "Value"}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {changes.map(({ field, before, after }) => (
              <TableRow key={field}>
                <TableCell className="h-auto py-2 align-top text-muted-foreground">{field}</TableCell>
                {hasBefore ? <Value text={before} isOld /> : null}
                <Value text={after} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}

function Value({ text, isOld = false }: { text: string | null; isOld?: boolean }) {
  return (
    <TableCell className="h-auto whitespace-pre-line break-words py-2 align-top">
      {text === null ? (
        <span className="text-muted-foreground">Empty</span>
      ) : isOld ? (
        <del className="text-muted-foreground">{text}</del>
      ) : (
        text
      )}
    </TableCell>
  );
}
