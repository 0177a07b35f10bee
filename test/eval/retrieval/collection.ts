import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Entry {
  id: string;
  title: string;
  text: string;
}

export interface JudgedQuestion {
  id: string;
  text: string;
  /** Entry id → grade; what is absent has grade 0. */
  grades: ReadonlyMap<string, number>;
}

export interface Collection {
  name: string;
  entries: Entry[];
  questions: JudgedQuestion[];
}

interface Line {
  id?: unknown;
  _id?: unknown;
  title?: unknown;
  text?: unknown;
}

/** Where BEIR and its relatives keep their judgements; the first that exists counts. */
const JUDGEMENTS = ['qrels.tsv', 'qrels/test.tsv', 'qrels/dev.tsv', 'qrels/train.tsv'];

/** A retrieval collection in BEIR form; questions that nobody judged are left out. */
export function readCollection(folder: string): Collection {
  const entries = readLines(folder, 'corpus.jsonl').map(({ title, ...line }) => ({
    ...line,
    title: typeof title === 'string' ? title : '',
  }));
  const judgements = readJudgements(folder);
  const questions = readLines(folder, 'queries.jsonl').flatMap(({ id, text }) => {
    const grades = judgements.get(id);
    return grades ? [{ id, text, grades }] : [];
  });
  if (questions.length === 0) throw new Error(`${folder} has no judged question.`);
  return { name: path.basename(folder), entries, questions };
}

function readLines(folder: string, file: string) {
  const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const { id, _id, title, text } = JSON.parse(line) as Line;
    const name = id ?? _id;
    if (name === undefined || typeof text !== 'string') {
      throw new Error(`${folder}/${file}:${i + 1} has no id or no text.`);
    }
    return [{ id: String(name), title, text }];
  });
}

function readJudgements(folder: string): Map<string, Map<string, number>> {
  const file = JUDGEMENTS.map((name) => path.join(folder, name)).find(existsSync);
  if (file === undefined) throw new Error(`${folder} has none of ${JUDGEMENTS.join(', ')}.`);
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [question = '', entry = '', grade = ''] = line.trim().split('\t');
    if (!(Number(grade) > 0)) continue; // the header, an empty line, or "not relevant"
    judgements.set(question, (judgements.get(question) ?? new Map()).set(entry, Number(grade)));
  }
  return judgements;
}
