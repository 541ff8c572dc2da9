// The groups of classes that set the same property, first match first; what belongs to none never disagrees.
const groups: readonly (readonly [string, RegExp])[] = [
  ["display", /^(block|inline|inline-block|flex|inline-flex|grid|inline-grid|table|contents|hidden)$/],
  ["position", /^(static|fixed|absolute|relative|sticky)$/],
  ["visibility", /^(visible|invisible|collapse)$/],
  ["reader", /^(not-)?sr-only$/],
  ["text-cut", /^(truncate|text-ellipsis|text-clip)$/],
  ["text-case", /^(uppercase|lowercase|capitalize|normal-case)$/],
  ["text-line", /^(underline|overline|line-through|no-underline)$/],
  ["text-align", /^text-(left|center|right|justify|start|end)$/],
  ["text-wrap", /^text-(wrap|nowrap|balance|pretty)$/],
  ["text-size", /^text-(xs|sm|base|lg|\d?xl|\[[\d.])/],
  ["text-color", /^text-/],
  ["font-weight", /^font-(thin|light|normal|medium|semibold|bold)$/],
  ["font-family", /^font-/],
  ["border-collapse", /^border-(collapse|separate)$/],
  ["border-style", /^border-(solid|dashed|dotted|none|hidden)$/],
  ["outline-style", /^outline-(none|hidden|solid|dashed|dotted)$/],
  ["outline-width", /^outline(-\d+)?$/],
  ["outline-offset", /^outline-offset-/],
  ["outline-color", /^outline-/],
  ["flex-direction", /^flex-(row|col)(-reverse)?$/],
  ["flex-wrap", /^flex-(wrap|nowrap|wrap-reverse)$/],
  ["border-spacing", /^border-spacing-\d/],
  ["stroke-width", /^stroke-\d/],
  ["animation", /^animate-(none|spin|ping|pulse|bounce)$/],
  ["numbers", /^tabular-nums$/],
  ["decoration-width", /^decoration-(\d|auto|from-font)/],
  ["decoration-style", /^decoration-(solid|double|dotted|dashed|wavy)$/],
  ["decoration-color", /^decoration-/],
];

// Here the group is the beginning of the class itself.
const prefixes =
  /^(rounded(-[trbl]|-[tb][lr])?|inset(-[xy])?|(overflow|gap|translate)(-[xy])?|(min|max)-[wh]|[pm][xytrbl]?|top|right|bottom|left|size|[wh]|z|bg|shadow|opacity|cursor|pointer-events|select|whitespace|break|align|leading|tracking|transition|duration|ease|grid-cols|col-span|col-start|col-end|row-span|row-start|row-end|grid-rows|line-clamp|order|underline-offset|aspect|origin|rotate|scale|resize|touch|will-change|caret|accent|basis|grow|shrink|flex|items|justify|self|fill|stroke)(-|$)/;
const borders = /^border(-[xytrbl])?(-\d+|-\[[\d.].*)?$/;

/** The group of a class without its variants; null when nothing disagrees with it. */
export function groupOf(name: string): string | null {
  for (const [group, pattern] of groups) if (pattern.test(name)) return group;
  const border = borders.exec(name);
  if (border) return `border-width${border[1] ?? ""}`;
  if (name.startsWith("border-")) return "border-color";
  return prefixes.exec(name)?.[1] ?? null;
}

const sides = (name: string, short: readonly string[]) => short.map((side) => `${name}${side}`);

const all: Readonly<Record<string, readonly string[]>> = {
  p: sides("p", ["x", "y", "t", "r", "b", "l"]),
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  m: sides("m", ["x", "y", "t", "r", "b", "l"]),
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  size: ["w", "h"],
  gap: ["gap-x", "gap-y"],
  overflow: ["overflow-x", "overflow-y"],
  translate: ["translate-x", "translate-y"],
  rounded: sides("rounded-", ["t", "r", "b", "l", "tl", "tr", "bl", "br"]),
  "rounded-t": ["rounded-tl", "rounded-tr"],
  "rounded-r": ["rounded-tr", "rounded-br"],
  "rounded-b": ["rounded-bl", "rounded-br"],
  "rounded-l": ["rounded-tl", "rounded-bl"],
  "border-width": sides("border-width-", ["x", "y", "t", "r", "b", "l"]),
  "border-width-x": ["border-width-r", "border-width-l"],
  "border-width-y": ["border-width-t", "border-width-b"],
  "text-size": ["leading"],
  flex: ["basis", "grow", "shrink"],
};

/** The groups that a later class of this one overrules too: `p-4` after `px-2`. */
export function overruled(group: string): readonly string[] {
  return all[group] ?? [];
}
