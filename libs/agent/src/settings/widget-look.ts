export const widgetThemes = ['auto', 'light', 'dark'] as const;
export const widgetSides = ['end', 'start'] as const;

/** The widget's own words of a store, for one language or for all that have none of their own. */
export interface WidgetTexts {
  /** A BCP 47 tag; null: every other language. */
  language: string | null;
  /** Questions that are offered before the first is asked. */
  suggestions: string[];
  /** By the name of what they label. */
  labels: Record<string, string>;
}

/** How the widget of a store looks and speaks. Everybody can read it. */
export interface WidgetLook {
  /** As #rrggbb; null: the widget's own. */
  color: string | null;
  theme: (typeof widgetThemes)[number];
  /** At which side of the page it stands, in its direction of reading. */
  side: (typeof widgetSides)[number];
  privacyUrl: string | null;
  texts: WidgetTexts[];
}

export const PLAIN_WIDGET: Readonly<WidgetLook> = {
  color: null,
  theme: 'auto',
  side: 'end',
  privacyUrl: null,
  texts: [],
};

/**
 * What a store says in a language: its texts for all languages, those for the language, and those for its variant, each
 * over the one before. Suggestions are taken whole.
 */
export function textsIn({ texts }: WidgetLook, language: string): Omit<WidgetTexts, 'language'> {
  const wanted = language.toLowerCase();
  const order = [null, wanted.split('-', 1)[0], wanted];
  const found = [...new Set(order)].flatMap((tag) =>
    texts.filter((one) => (one.language?.toLowerCase() ?? null) === tag),
  );
  return {
    suggestions: found.findLast(({ suggestions }) => suggestions.length > 0)?.suggestions ?? [],
    labels: Object.assign({}, ...found.map(({ labels }) => labels)) as Record<string, string>,
  };
}
