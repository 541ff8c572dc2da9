/** Every event that Gatehouse records, with the words that the log shows. Closed: a new deed adds its line here. */
export const EVENT_TYPES = {
  "user.created": "User added",
  "user.signed_up": "User signed up",
  "user.updated": "User updated",
  "user.suspended": "User suspended",
  "user.restored": "User restored",
  "user.access_removed": "User deleted, profile kept",
  "user.deleted": "User deleted",
  "user.roles_updated": "Roles of a user updated",
  "user.permissions_updated": "Permissions of a user updated",
  "user.locked": "Account locked",
  "user.unlocked": "Account unlocked",
  "user.password_set": "Password set",
  "user.exported": "Users downloaded",
  "identity.added": "Identity added",
  "identity.deleted": "Identity deleted",
  "identity.made_primary": "Identity made primary",
  "identity.verified": "Identity verified",
  "authentication.succeeded": "Signed in",
  "authentication.failed": "Sign-in failed",
  "authentication.refused": "Sign-in refused",
  "authentication.signed_out": "Signed out",
  "token.granted": "Access token granted",
  "token.refreshed": "Access token refreshed",
  "token.revoked": "Token revoked",
  "token.replayed": "Replayed refresh token refused",
  "application.created": "Application added",
  "application.updated": "Application updated",
  "application.secret_rotated": "Client secret rotated",
  "application.deleted": "Application deleted",
  "organization.created": "Organization added",
  "environment.created": "Environment added",
  "environment.updated": "Environment settings updated",
  "signing_key.rotated": "Signing key rotated",
  "role.created": "Role added",
  "role.updated": "Role updated",
  "role.deleted": "Role deleted",
  "permission.created": "Permission added",
  "permission.updated": "Permission updated",
  "permission.deleted": "Permission deleted",
  "saved_view.created": "View saved",
  "saved_view.deleted": "Saved view deleted",
  "audit_log.exported": "Audit log downloaded",
  "installation.set_up": "Gatehouse set up",
} as const;

export type EventType = keyof typeof EVENT_TYPES;

/** Whether a text names an event type. */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_TYPES, text);
}
