import type { Answer, Api } from './api.js';
import { judgeAnswer, type Verdict } from './judge-answer.js';
import type { Question } from './question-file.js';

/** Asks each question in a conversation of its own, after the shopper's side of its history. */
export async function askQuestions(
  api: Api,
  questions: readonly Question[],
  onVerdict: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const question of questions) {
    const { id } = await api.post<{ id: string }>('/conversations');
    const said = question.history.filter((_, i) => i % 2 === 0);
    for (const content of said) await api.post(`/conversations/${id}/messages`, { content });
    const startedAt = performance.now();
    const answer = await api.post<Answer>(`/conversations/${id}/messages`, {
      content: question.question,
    });
    const verdict = judgeAnswer(question, answer, performance.now() - startedAt);
    onVerdict(verdict);
    verdicts.push(verdict);
  }
  return verdicts;
}
