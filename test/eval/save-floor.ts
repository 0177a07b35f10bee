import type { Api } from './api.js';
import { chooseFloor, type ChosenFloor } from './choose-floor.js';
import type { Verdict } from './judge-answer.js';

/** With fewer of a kind a floor says more about the questions than about the store. */
const FEWEST = 10;

interface StoredSettings {
  version: number;
  note: string | null;
  created_at: string | null;
  model: { use: string; base_url: string | null; name: string | null; temperature: number | null };
  [text: string]: unknown;
}

/** Finds the floor that tells the store's answerable questions from the others best, and makes it the store's own. */
export async function saveFloor(api: Api, verdicts: readonly Verdict[]): Promise<ChosenFloor> {
  const answerable = verdicts.filter(({ isAnswerable }) => isAnswerable).length;
  if (Math.min(answerable, verdicts.length - answerable) < FEWEST) {
    throw new Error(
      `A floor needs ${FEWEST} questions that the store answers and ${FEWEST} that it does not; there are ${answerable} and ${verdicts.length - answerable}.`,
    );
  }
  const floor = chooseFloor(
    verdicts.map(({ answer, isAnswerable }) => ({
      evidence: answer.usage?.evidence ?? 0,
      isAnswerable,
    })),
  );
  const { store_id } = await api.post<{ store_id: string }>('/conversations');
  const path = `/stores/${store_id}/agent-settings`;
  const {
    note: _note,
    created_at: _createdAt,
    model,
    ...kept
  } = await api.get<StoredSettings>(path);
  await api.put(path, {
    ...kept,
    note: `The floor was calibrated on ${verdicts.length} questions.`,
    model: modelOf(model),
    floor: { ...floor, questions: verdicts.length, calibrated_at: new Date().toISOString() },
  });
  return floor;
}

/** As it is written; its key stays, since its address does. */
const modelOf = ({ use, base_url, name, temperature }: StoredSettings['model']) =>
  use === 'own' ? { use, base_url, name, temperature } : { use };
