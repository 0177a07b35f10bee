const question = /[?？؟]\s*$/;
const maxLength = 200;

/** How many of a page's headings, terms and set-apart lines are questions, and how many of these there are in all. */
export function countQuestions(markdown: string): { questions: number; headings: number } {
  let questions = 0;
  let headings = 0;
  for (const line of markdown.split('\n')) {
    const asked = setApart(line);
    if (asked === undefined) continue;
    headings += 1;
    if (asked.length <= maxLength && isQuestion(asked)) questions += 1;
  }
  return { questions, headings };
}

/** What a line sets apart from the text around it: a heading, a term that is a question, a question alone. */
function setApart(line: string): string | undefined {
  const heading = /^#{1,6} (.+)$/.exec(line)?.[1];
  return heading ?? /^- ([^\n]{3,200}?[?？؟]) \S/.exec(line)?.[1] ?? aloneIn(line);
}

/** A line that is nothing but a question. */
function aloneIn(line: string): string | undefined {
  return line.length <= maxLength && question.test(line) && !/[.!]\s/.test(line) ? line : undefined;
}

function isQuestion(text: string): boolean {
  return question.test(text) || /^(q|question|frage|f)\s?\d*\s?[:.)]/i.test(text);
}
