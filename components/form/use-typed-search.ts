import { useEffect, useState } from "react";

/**
 * What is found by the text being typed, a moment after the last key; nothing for no text. `search` must stay the same
 * function from render to render.
 */
export function useTypedSearch<Found>(search: (text: string) => Promise<readonly Found[]>) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly Found[]>([]);

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const result = text.trim() ? await search(text.trim()) : [];
      if (isCurrent) setFound(result);
    }, 200);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [search, text]);

  return { text, setText, found };
}
