import "server-only";

/** What a look at the next rows of a list found: who of them matches, and the place of the last row where more may follow. */
export type Look<Place> = { ids: string[]; last: Place | null };

// Enough to tell words that are met all the time from those that their index finds better. All that it meets is given, so
// that a list no longer than this is counted whole.
const FIRST_LOOK = 2_000;
const MOST_LOOKED = 20_000;

/**
 * Looks at a list in its order until at least `wanted` matches are met, it ends, or it is plain that they are too rare to be met in
 * this way. The rows lie side by side, so that a common word fills a page sooner than an index has listed who has it. Where the
 * first of them have too few, `sample` may tell what share of the whole list matches: the next rows may be others.
 */
export async function lookThrough<Place>(
  look: (after: Place | null, rows: number, wanted: number) => Promise<Look<Place>>,
  { after, wanted, sample }: { after: Place | null; wanted: number; sample?: () => Promise<number> },
): Promise<{ ids: string[]; isEnd: boolean }> {
  const ids: string[] = [];
  let looked = 0;
  let place = after;
  let rows = FIRST_LOOK;
  for (;;) {
    const isFirst = looked === 0;
    const found = await look(place, rows, isFirst ? rows + 1 : wanted - ids.length);
    ids.push(...found.ids);
    if (found.last === null && (isFirst || ids.length < wanted)) return { ids, isEnd: true };
    if (found.last === null || ids.length >= wanted) return { ids, isEnd: false };
    looked += rows;
    place = found.last;
    const isRareHere = isTooRare(ids.length / looked, wanted);
    const share = isFirst && isRareHere && sample ? await sample() : ids.length / looked;
    if (isTooRare(share, wanted) || looked >= MOST_LOOKED) return { ids, isEnd: false };
    // As many as will do if the matches go on like that, and some more, since another look costs a round trip.
    const enough = Math.ceil((1.4 * (wanted - ids.length)) / share);
    rows = isRareHere ? Math.max(enough, 2 * FIRST_LOOK) : enough;
  }
}

function isTooRare(share: number, wanted: number): boolean {
  return share * MOST_LOOKED < wanted;
}
