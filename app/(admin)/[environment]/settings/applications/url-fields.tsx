import { TextareaField } from "@/components/form/textarea-field";

/** Where an application lets users be sent, one address a line. */
export function UrlFields({ disabled = false }: { disabled?: boolean }) {
  return (
    <>
      <TextareaField
        name="callbackUrls"
        label="Callback URLs"
        description="Where users come back to after signing in. One a line; each is compared whole."
        placeholder="https://app.example.com/callback"
        spellCheck={false}
        disabled={disabled}
      />
      <TextareaField
        name="logoutUrls"
        label="Logout URLs"
        description="Where users may be sent after signing out. One a line."
        placeholder="https://app.example.com"
        isOptional
        spellCheck={false}
        disabled={disabled}
      />
    </>
  );
}
