import type { Answer, Api, Found } from './api.js';
import { judgeAnswer, type Verdict } from './judge-answer.js';
import type { Question } from './question-file.js';

/** How many finds count: what a shopper would look through, and about what an answer is made from. */
export const topFinds = 5;

/** Asks each question in a conversation of its own, after the shopper's side of its history. */
export async function askQuestions(
  api: Api,
  questions: readonly Question[],
  onVerdict: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const question of questions) {
    const conversation = await api.post<{ id: string; store_id: string }>('/conversations');
    const { id } = conversation;
    const said = question.history.filter((_, i) => i % 2 === 0);
    for (const content of said) await api.post(`/conversations/${id}/messages`, { content });
    const startedAt = performance.now();
    const answer = await api.post<Answer>(`/conversations/${id}/messages`, {
      content: question.question,
    });
    const latencyMs = performance.now() - startedAt;
    const found = await find(api, conversation.store_id, question.question);
    const verdict = judgeAnswer(question, { answer, found, latencyMs });
    onVerdict(verdict);
    verdicts.push(verdict);
  }
  return verdicts;
}

/** The pages of the first finds, with those that say the same: search without an answer, of the words of the question alone. */
async function find(api: Api, storeId: string, query: string): Promise<string[]> {
  const body = { query, limit: topFinds };
  const { results } = await api.post<Found>(`/knowledge-base/${storeId}/search`, body);
  return results.flatMap(({ url, also_on }) => [url, ...also_on.map((other) => other.url)]);
}
