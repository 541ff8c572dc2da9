import "server-only";
import type { KoaContextWithOIDC } from "oidc-provider";
import { requireScope } from "./request-scope";

const STYLE = `
:root{color-scheme:light dark;--bg:#f6f6f7;--card:#fff;--fg:#1d1f27;--muted:#5f6470;--accent:#4f46c8;--line:#e3e4e8}
@media(prefers-color-scheme:dark){:root{--bg:#0e0f11;--card:#17181b;--fg:#ececef;--muted:#9fa3ad;--accent:#6a61de;--line:#2b2d33}}
*{box-sizing:border-box}body{margin:0;min-height:100dvh;display:grid;place-content:center;grid-template-columns:minmax(0,384px);gap:24px;
padding:24px 16px;background:var(--bg);color:var(--fg);font:14px/1.55 ui-sans-serif,system-ui,sans-serif}
header{display:flex;justify-content:center;align-items:center;gap:10px;font-size:18px;font-weight:600}header svg{width:28px;color:var(--accent)}
main{padding:32px;border:1px solid var(--line);border-radius:12px;background:var(--card)}
h1{font-size:20px;line-height:28px;margin:0 0 4px}p{margin:0 0 20px;color:var(--muted)}small{color:var(--muted);overflow-wrap:anywhere}
button,a.button{display:block;margin-top:12px;width:100%;padding:9px 16px;border:0;border-radius:8px;background:var(--accent);color:#fff;
font:inherit;font-weight:500;text-align:center;text-decoration:none;cursor:pointer}
pre{margin:0 0 20px;padding:16px;border:1px solid var(--line);border-radius:8px;font:18px/1.4 ui-monospace,monospace;
text-align:center;white-space:pre-wrap;overflow-wrap:anywhere;user-select:all}button:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media(max-width:639px){body{place-content:start center;padding-top:40px}main{padding:24px}}`;

// As components/layout/logo-mark.tsx, which only React can draw.
const MARK = `<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M2 3.5h1.6v2h1.8v-2H7v2h1.5V9h1.3V7.5h1.3V9h1.8V7.5h1.3V9h1.3V5.5H17v-2h1.6v2h1.8v-2H22v17h-6.2v-4.7a3.8 3.8 0 0 0-7.6 0v4.7H2z"/></svg>`;

export type PageContent = {
  title: string;
  text: string;
  /** Whose page it is, above it. */
  businessName?: string;
  /** Technical words for a developer, in small print. */
  detail?: string;
  /** Markup that we wrote ourselves; everything else is escaped. */
  form?: string;
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A small page that needs no script: for errors and questions of the protocol itself. */
export function renderPage(
  { title, text, businessName, detail, form = "" }: PageContent,
  nonce: string | null = requireScope().nonce ?? null,
): string {
  const small = detail ? `<small>${escapeHtml(detail)}</small>` : "";
  const header = businessName ? `<header>${MARK}${escapeHtml(businessName)}</header>` : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><link rel="icon" href="/icon.svg"><title>${escapeHtml(title)}</title><style nonce="${escapeHtml(nonce ?? "")}">${STYLE}</style></head>
<body>${header}<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${form}${small}</main></body></html>`;
}

export function sendPage(ctx: KoaContextWithOIDC, content: PageContent): void {
  ctx.set("cache-control", "no-store");
  ctx.type = "html";
  ctx.body = renderPage(content);
}

const EXPLANATIONS: Record<string, string> = {
  session_not_found:
    "This sign-in has expired or was finished in another tab. Go back to the application and sign in again.",
  invalid_client: "The application that sent you here is not known. Tell whoever runs it.",
  invalid_redirect_uri:
    "The application asked us to send you to an address that is not registered for it. Tell whoever runs it.",
};

/** The provider's errors that may not be sent to an application. */
export function renderError(
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string | undefined },
): void {
  const explanation =
    out.error === "server_error"
      ? "Something went wrong on our side. Try again in a moment."
      : "The application that sent you here asked for something that cannot be done. Tell whoever runs it.";
  sendPage(ctx, {
    title: "We could not go on",
    text: EXPLANATIONS[out.error] ?? explanation,
    detail: [out.error, out.error_description].filter(Boolean).join(": "),
  });
}
