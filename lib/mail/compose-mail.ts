/** A message as it leaves: its text and the same in HTML. */
export type MailMessage = { to: string; subject: string; text: string; html: string };

export type MailContent = {
  title: string;
  /** Paragraphs, plain text. */
  paragraphs: string[];
  /** A one-time code, shown large after the first paragraph. */
  code?: string;
  /** The one thing to do, as a button after the first paragraph. */
  link?: { label: string; url: string };
  /** Who writes: the business. */
  from: string;
};

// Colours are written out: mail programs know neither our style sheet nor variables.
const STYLE = {
  body: "margin:0;padding:32px 16px;background:#f5f5f7;font-family:Helvetica,Arial,sans-serif;color:#1d1e24",
  card: "max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e4e4e9;border-radius:12px",
  title: "margin:0 0 16px;font-size:20px;line-height:28px",
  paragraph: "margin:0 0 16px;font-size:15px;line-height:23px",
  code: "margin:0 0 16px;padding:16px;background:#f1f1fb;border-radius:8px;font-size:28px;font-weight:bold;letter-spacing:6px;text-align:center",
  link: "display:inline-block;margin:0 0 16px;padding:12px 20px;background:#4f46e5;border-radius:8px;color:#ffffff;font-size:15px;font-weight:bold;text-decoration:none",
  foot: "max-width:480px;margin:16px auto 0;font-size:13px;color:#65666e;text-align:center",
};

/** Writes a message as text and as HTML with nothing to load and nothing to run. */
export function composeMail(to: string, subject: string, content: MailContent): MailMessage {
  const { title, paragraphs, code, link, from } = content;
  const [first = "", ...rest] = paragraphs;
  const text = [title, first, ...(code ? [code] : []), ...(link ? [link.url] : []), ...rest, from].join(
    "\n\n",
  );
  const body = [
    paragraph(first),
    ...(code ? [`<p style="${STYLE.code}">${escapeHtml(code)}</p>`] : []),
    ...(link
      ? [`<a href="${escapeHtml(link.url)}" style="${STYLE.link}">${escapeHtml(link.label)}</a>`]
      : []),
    ...rest.map(paragraph),
  ];
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="${STYLE.body}"><div style="${STYLE.card}"><h1 style="${STYLE.title}">${escapeHtml(title)}</h1>
${body.join("\n")}
</div><p style="${STYLE.foot}">${escapeHtml(from)}</p></body></html>`;
  return { to, subject, text, html };
}

function paragraph(text: string): string {
  return `<p style="${STYLE.paragraph}">${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
