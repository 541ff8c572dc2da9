/** The event by which code that navigates asks whether unsaved changes stand in the way. */
export const leaveEvent = "gatehouse:leave";

/** False when a form with unsaved changes has asked the reader first; that form then goes on to `href` itself. */
export function mayLeave(href: string): boolean {
  return window.dispatchEvent(new CustomEvent(leaveEvent, { cancelable: true, detail: href }));
}
