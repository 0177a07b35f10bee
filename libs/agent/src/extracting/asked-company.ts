import { countriesOf } from '../grounding/claims/countries.js';
import { namesStoreMatter } from '../wording/store-matter.js';

const NAME = String.raw`\p{Lu}[\p{L}\p{N}&-]+`;
/** Whose matter is asked: "Acme's return policy", "the delivery times of Acme", "Does Acme offer free returns?" */
const OWNERS: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])(${NAME})['’]s?\s`, 'gu'),
  new RegExp(String.raw`(?<!\p{L})(?:of|at|von|bei|chez|de|di|van|bij|hos)\s(${NAME})\s*[?.!]*\s*$`, 'gu'),
  new RegExp(String.raw`^\s*[Dd]oes\s(${NAME})\s(?:offer|have|accept|give|charge|provide|take|allow)(?!\p{L})`, 'gu'),
]; // prettier-ignore
const NO_NAME = /^(?:What|Who|Where|When|How|That|There|Here|It|He|She|Let|Is|Does|Do)$/u;

/** The company of whose shipping, returns, payment or the like a question is; null where it names none. */
export function askedCompany(question: string): string | null {
  if (!namesStoreMatter(question)) return null;
  const names = OWNERS.flatMap((owner) =>
    [...question.matchAll(owner)].map(([, name = '']) => name),
  );
  return names.find((name) => !NO_NAME.test(name) && countriesOf(name).size === 0) ?? null;
}
