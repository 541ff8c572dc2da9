/** The gatehouse: two towers, a wall and an open arch, in the current text colour. Error pages show it: no `cn` here. */
export function LogoMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" className={className}>
      <path d="M2 3.5h1.6v2h1.8v-2H7v2h1.5V9h1.3V7.5h1.3V9h1.8V7.5h1.3V9h1.3V5.5H17v-2h1.6v2h1.8v-2H22v17h-6.2v-4.7a3.8 3.8 0 0 0-7.6 0v4.7H2z" />
    </svg>
  );
}
