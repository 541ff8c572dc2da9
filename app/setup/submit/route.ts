import { parseInput } from "@/lib/boundary/action";
import { readRequestInfo } from "@/lib/boundary/request";
import { AppError } from "@/lib/core/errors";
import { isSetupToken } from "@/lib/settings/is-setup-token";
import { setUpInput } from "@/lib/settings/schema";
import { setUpBusiness } from "@/lib/settings/set-up-business";
import { rememberForm } from "../form-memory";

export async function POST(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  // Asked first, so that nobody without the link can make this process hash.
  if (!(await isSetupToken(token))) return seeOther("/setup", rememberForm(null));
  const form = await request.formData().catch(() => new FormData());
  const given = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  try {
    await setUpBusiness(readRequestInfo(request.headers), parseInput(setUpInput, given), token);
    return seeOther("/", rememberForm(null));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { password: _, ...rest } = given;
    // A cookie holds little: what does not fit a field is not shown again.
    const values = Object.fromEntries(
      Object.entries(rest)
        .map(([name, value]) => [name, value.slice(0, 254).toWellFormed()])
        .slice(0, 4),
    );
    const errors = error.fields ?? { form: error.message };
    return seeOther(`/setup?token=${encodeURIComponent(token)}`, rememberForm({ values, errors }));
  }
}

function seeOther(location: string, cookie: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, "set-cookie": cookie, "cache-control": "no-store" },
  });
}
