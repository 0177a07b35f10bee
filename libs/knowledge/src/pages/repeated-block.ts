/** A block that most pages of a source hold, and the one page that keeps it. */
export interface RepeatedBlock {
  hash: string;
  keeperId: string;
}
