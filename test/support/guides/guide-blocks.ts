/** A fenced block of a guide, below which heading it stands, and what it says it is. */
export interface GuideBlock {
  heading: string;
  language: string;
  /** What stands behind the language: the name of a file, or of a shape of the API. */
  name: string;
  text: string;
}

/** The blocks of a Markdown text in their order; a heading is that of its second level. */
export function blocksOf(markdown: string): GuideBlock[] {
  const parts = markdown.matchAll(
    /^## (?<title>.+)$|^```(?<language>\w*) ?(?<name>[\w.-]*)\n(?<text>[^]*?)^```$/gm,
  );
  let heading = '';
  return [...parts].flatMap(({ groups: { title, language, name = '', text = '' } = {} }) => {
    heading = title ?? heading;
    return language === undefined ? [] : [{ heading, language, name, text: text.trimEnd() }];
  });
}
