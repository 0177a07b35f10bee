/** A question with the evidence that was found for it and whether the store's pages answer it. */
export interface JudgedQuestion {
  /** 0 to 1. */
  evidence: number;
  isAnswerable: boolean;
}

export interface ChosenFloor {
  value: number;
  /** The share of the questions answered at this floor that the pages do answer. */
  precision: number;
  /** The share of the answerable questions that are answered at this floor. */
  recall: number;
}

/** A wrong answer costs a shop more than a refusal, which sends the shopper to a person. */
const BETA = 0.5;

/**
 * The floor with the best F-measure (van Rijsbergen, 1979) that weighs precision above recall. It lies half-way between two
 * questions, so that others near them fall on the side they belong to; of equally good ones the highest is taken.
 */
export function chooseFloor(questions: readonly JudgedQuestion[]): ChosenFloor {
  const levels = [...new Set(questions.map(({ evidence }) => evidence))].sort((a, b) => a - b);
  const between = levels.map((level, i) => rounded((level + (levels[i - 1] ?? 0)) / 2));
  const measured = between.map((value) => measureFloor(questions, value));
  return measured.reduce((best, each) => (measureOf(each) >= measureOf(best) ? each : best));
}

export function measureFloor(questions: readonly JudgedQuestion[], value: number): ChosenFloor {
  const answered = questions.filter(({ evidence }) => evidence >= value);
  const right = answered.filter(({ isAnswerable }) => isAnswerable).length;
  const answerable = questions.filter(({ isAnswerable }) => isAnswerable).length;
  return {
    value,
    precision: answered.length === 0 ? 0 : right / answered.length,
    recall: answerable === 0 ? 0 : right / answerable,
  };
}

/** Evidence is told to the thousandth; no more is needed to stand between two of it. */
const rounded = (value: number): number => Number(value.toFixed(4));

function measureOf({ precision, recall }: ChosenFloor): number {
  const weight = BETA * BETA;
  const sum = weight * precision + recall;
  return sum === 0 ? 0 : ((1 + weight) * precision * recall) / sum;
}
