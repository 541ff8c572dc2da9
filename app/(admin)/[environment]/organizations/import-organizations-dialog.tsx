"use client";

import { useId, useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { ImportResult } from "@/lib/organizations/import-organizations";
import { MOST_IMPORT_CHARACTERS } from "@/lib/organizations/schema";
import { importOrganizationsAction } from "./actions";

export default function ImportOrganizationsDialog({
  environmentKey,
  onClose,
}: {
  environmentKey: string;
  onClose: () => void;
}) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [flaw, setFlaw] = useState<string | null>(null);
  const { run, isPending, error, clearError } = useAction(
    (input) => importOrganizationsAction(environmentKey, input),
    { success: say, errors: "inline", onSuccess: onClose },
  );

  function choose(chosen: File | null): void {
    setFile(chosen);
    setFlaw(null);
    clearError();
  }

  async function send(): Promise<void> {
    const result = await readCsv(file);
    setFlaw(result.flaw);
    if (result.csv !== null) run({ csv: result.csv });
  }

  const lines = Object.entries(error?.fields ?? {});
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Import organizations</DialogTitle>
          <DialogDescription>
            A CSV file with the columns <code className="font-mono">name,id</code>, where id is the external
            organization ID. Organizations whose id is there already get the new name.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={id}>CSV file</Label>
            <Input
              id={id}
              type="file"
              className="h-auto py-1.5 file:mr-3 file:font-medium"
              accept=".csv,text/csv"
              aria-describedby={`${id}-description`}
              onChange={(event) => choose(event.target.files?.[0] ?? null)}
            />
            <p id={`${id}-description`} className="text-muted-foreground text-sm">
              Up to 5,000 organizations and 400 KB, in UTF-8. All of it is imported, or nothing.
            </p>
          </div>
          {flaw ? <Alert variant="destructive">{flaw}</Alert> : null}
          {error ? (
            <Alert variant="destructive" title={lines.length > 0 ? error.message : undefined}>
              {lines.length === 0 ? error.message : null}
              <ul className="mt-1 max-h-48 overflow-y-auto">
                {lines.map(([line, message]) => (
                  <li key={line}>{line === "csv" ? message : `${line}: ${message}`}</li>
                ))}
              </ul>
            </Alert>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          <Button aria-disabled={isPending} onClick={() => void send()}>
            Import organizations
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function say({ created, updated, unchanged }: ImportResult): string {
  return `Organizations imported: ${created} added, ${updated} renamed, ${unchanged} unchanged`;
}

type Read = { csv: string; flaw: null } | { csv: null; flaw: string };

async function readCsv(file: File | null): Promise<Read> {
  if (!file) return { csv: null, flaw: "Choose a file first." };
  if (file.size > MOST_IMPORT_CHARACTERS) {
    return { csv: null, flaw: "This file is too large. Import it in parts of up to 400 KB." };
  }
  try {
    return { csv: new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()), flaw: null };
  } catch {
    return { csv: null, flaw: "This file cannot be read as text in UTF-8. Save it so, and choose it again." };
  }
}
