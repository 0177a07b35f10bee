/** What a queue keeps beside its jobs about those that were erased, and about their store where all of it goes. */
export interface Traces {
  jobIds: ReadonlySet<string>;
  storeId?: string;
}
