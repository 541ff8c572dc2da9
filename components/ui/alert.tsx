import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const alertVariants = cva(
  "flex items-start gap-2.5 rounded-lg px-3.5 py-3 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        default: "bg-secondary text-foreground [&_svg]:text-muted-foreground",
        success: "bg-success-soft text-success-text",
        warning: "bg-warning-soft text-warning-text",
        destructive: "bg-destructive-soft text-destructive-text",
      },
    },
    defaultVariants: { variant: "default" },
  },
);

const icons = { default: Info, success: CircleCheck, warning: TriangleAlert, destructive: CircleAlert };

export type AlertProps = ComponentProps<"div"> & VariantProps<typeof alertVariants>;

/** A sentence the reader should not miss; the destructive one is announced at once. */
export function Alert({ className, variant, title, children, ...props }: AlertProps) {
  const Icon = icons[variant ?? "default"];
  return (
    <div
      role={variant === "destructive" ? "alert" : "status"}
      className={cn(alertVariants({ variant }), className)}
      {...props}
    >
      <Icon aria-hidden="true" />
      <div className="min-w-0 break-words">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
