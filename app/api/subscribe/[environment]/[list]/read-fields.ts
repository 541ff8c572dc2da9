import { AppError } from "@/lib/core/errors";

const MOST_BYTES = 8 * 1024;

/** The fields of a small form, JSON or urlencoded; refuses a larger body before it is read whole. */
export async function readFields(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (request.headers.get("content-type")?.startsWith("application/json")) {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      throw new AppError("validation", "This is not JSON.");
    }
  }
  return Object.fromEntries(new URLSearchParams(text));
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new AppError("validation", "This is more than the form may send.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
