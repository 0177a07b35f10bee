export interface DescribedAnswers {
  answers: Record<string, string>;
  shapes: Record<string, Record<string, string>>;
}
export function describeAnswers(document: object): DescribedAnswers;
