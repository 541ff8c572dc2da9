import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EventDetails } from "@/lib/audit-log/schema";

/** What an event changed, before and after, a line a field. */
export function EventChanges({ changes }: { changes: EventDetails["changes"] }) {
  // Ids are for looking further, not for reading: they come last.
  const ids = changes.filter(isOfIds);
  const lines = [...changes.filter((change) => !isOfIds(change)), ...ids];
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
            {lines.map(({ field, before, after }) => (
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
        <del className="text-muted-foreground">{readable(text)}</del>
      ) : (
        readable(text)
      )}
    </TableCell>
  );
}

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function isOfIds({ before, after }: EventDetails["changes"][number]): boolean {
  const texts = [before, after].filter((text) => text !== null);
  return texts.length > 0 && texts.every((text) => ID.test(text));
}

function readable(text: string): ReactNode {
  if (TIME.test(text)) return <RelativeTime value={text} />;
  if (ID.test(text)) return <span className="break-all font-mono text-muted-foreground text-xs">{text}</span>;
  return text;
}
