/** A piece of a page that an answer rests on. `quote` stands word for word in the page's text. */
export interface Citation {
  number: number;
  /** The version of the page; left out in answers from before it was kept. */
  pageId?: string;
  /** As the page is known: an address, or a name where it has none. */
  url: string;
  title: string;
  quote: string;
  fetchedAt: string;
  /** How old that was when it was quoted; left out in answers from before it was noted. */
  ageSeconds?: number;
}
