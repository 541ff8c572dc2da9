import "server-only";
import type { KoaContextWithOIDC } from "oidc-provider";
import { requireScope } from "./request-scope";

const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1d1f27;--muted:#5f6470;--accent:#4f46c8;--line:#e3e4e8}
@media(prefers-color-scheme:dark){:root{--bg:#0e0f11;--fg:#ececef;--muted:#9fa3ad;--accent:#6a61de;--line:#2b2d33}}
*{box-sizing:border-box}body{margin:0;min-height:100dvh;display:grid;place-items:center;padding:24px;background:var(--bg);
color:var(--fg);font:14px/1.55 ui-sans-serif,system-ui,sans-serif}main{width:100%;max-width:400px}
h1{font-size:24px;line-height:32px;margin:0 0 8px}p{margin:0 0 20px;color:var(--muted)}small{color:var(--muted);overflow-wrap:anywhere}
button,a.button{display:block;width:100%;padding:9px 16px;border:0;border-radius:8px;background:var(--accent);color:#fff;
font:inherit;font-weight:500;text-align:center;text-decoration:none;cursor:pointer}
pre{margin:0 0 20px;padding:16px;border:1px solid var(--line);border-radius:8px;font:18px/1.4 ui-monospace,monospace;
text-align:center;white-space:pre-wrap;overflow-wrap:anywhere;user-select:all}button:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;

export type PageContent = {
  title: string;
  text: string;
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
  { title, text, detail, form = "" }: PageContent,
  nonce: string | null = requireScope().nonce ?? null,
): string {
  const small = detail ? `<small>${escapeHtml(detail)}</small>` : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><link rel="icon" href="/icon.svg"><title>${escapeHtml(title)}</title><style nonce="${escapeHtml(nonce ?? "")}">${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${form}${small}</main></body></html>`;
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
