export type Toast = { id: number; kind: "success" | "error"; text: string };

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const notify of listeners) notify();
}

function add(kind: Toast["kind"], text: string): void {
  const id = nextId++;
  publish([...toasts.slice(-2), { id, kind, text }]);
  // An error stays until it is closed; a success has been seen after a while.
  if (kind === "success") setTimeout(() => dismissToast(id), 5_000);
}

/** Short messages in the corner: `success` only after the server has said yes. */
export const toast = {
  success: (text: string) => add("success", text),
  error: (text: string) => add("error", text),
};

export function dismissToast(id: number): void {
  publish(toasts.filter((item) => item.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readToasts(): readonly Toast[] {
  return toasts;
}

const none: readonly Toast[] = [];

export function readNoToasts(): readonly Toast[] {
  return none;
}
