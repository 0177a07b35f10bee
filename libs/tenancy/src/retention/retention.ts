interface RetentionMeaning {
  /** Days that a store may not go below. */
  least: number;
  keeps: string;
}

/** What is kept for a time, the same names in the API; every one also has a figure of the deployment. */
export const retentions = {
  conversation_days: {
    least: 1,
    keeps: 'Conversations after the last that was said in them, with all that hangs on them',
  },
  receipt_days: { least: 1, keeps: 'Receipts of answers, whose messages stay' },
  /** A month's budget needs a month of them. */
  usage_days: { least: 32, keeps: 'Entries of usage' },
} as const satisfies Record<string, RetentionMeaning>;

export type RetentionName = keyof typeof retentions;
/** In days. */
export type Retention = Record<RetentionName, number>;

export const retentionNames = Object.keys(retentions) as RetentionName[];
export const MOST_DAYS = 36_500;
