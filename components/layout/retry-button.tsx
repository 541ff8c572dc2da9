/** The way on from an error page: plain, because every page loads these few bytes and few ever show them. */
export function RetryButton({ retry }: { retry: () => void }) {
  return (
    <button
      type="button"
      onClick={() => retry()}
      className="h-9 rounded-md border border-input bg-card px-3.5 font-medium text-sm shadow-raised hover:bg-accent"
    >
      Try again
    </button>
  );
}
