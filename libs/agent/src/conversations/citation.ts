/** A piece of a page that an answer rests on. `quote` stands word for word in the page's text. */
export interface Citation {
  number: number;
  url: string;
  title: string;
  quote: string;
  fetchedAt: string;
}
