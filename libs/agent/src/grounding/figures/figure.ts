export type FigureKind =
  'number' | 'range' | 'date' | 'time' | 'phone' | 'link' | 'email' | 'code' | 'free';

/** Something in a text that must be right to the digit, in a form that compares: `$1,299.00` and `1299 USD` are alike. */
export interface Figure {
  kind: FigureKind;
  value: string;
  /** Currency code, `%` or the name of a unit, where the text gives one. */
  unit: string | null;
  /** The word that follows a number without a unit: 30 lamps are not 30 days. */
  noun: string | null;
  /** Which end of a range the number is; a range of three to five days does not say three days. */
  end: 'low' | 'high' | null;
  /** As it is written. */
  text: string;
}

export function figure(kind: FigureKind, value: string, text: string): Figure {
  return {
    kind,
    value,
    unit: null,
    noun: null,
    end: null,
    text: text.trim().replace(/[.,;:]+$/u, ''),
  };
}
