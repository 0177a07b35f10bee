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

/** A shell block as its reader runs it. */
export interface GuideCommand {
  heading: string;
  script: string;
}

/** The shell blocks of a Markdown text, but for those all of whose commands are of containers. */
export const commandsOf = (markdown: string): GuideCommand[] =>
  blocksOf(markdown)
    .filter(({ language, text }) => language === 'sh' && !isOfContainers(text))
    .map(({ heading, text }) => ({ heading, script: text }));

/** Whether only a host with containers can run it. Lines that end in a backslash go on. */
export const isOfContainers = (script: string): boolean =>
  script
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .every((line) => /^(docker|kubectl) /.test(line));
