/** The surface of everything that opens over the page: menus, popovers, lists. */
export const floatingClasses =
  "z-50 animate-appear rounded-lg border bg-popover p-1 text-popover-foreground shadow-floating outline-none";

/** One line in a menu or list. */
export const floatingItemClasses =
  "relative flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-accent [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground";
