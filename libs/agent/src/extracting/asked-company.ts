import { namesStoreMatter } from '../wording/store-matter.js';

const NAME = String.raw`\p{Lu}[\p{L}\p{N}&-]+`;
/** Whose matter is asked: "Acme's return policy", "the delivery times of Acme", "Does Acme ship abroad?" */
const OWNERS: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])(${NAME})['’]s?\s`, 'gu'),
  new RegExp(String.raw`(?<!\p{L})(?:of|at|from|von|bei|chez|de|di|da|van|bij|hos)\s(${NAME})\s*[?.!]*\s*$`, 'gu'),
  new RegExp(String.raw`^\s*(?:does|do|is|can|will|did)\s(${NAME})(?=\s\p{Ll})`, 'gimu'),
]; // prettier-ignore
const IS_NAME = /^\p{Lu}/u;
const NO_NAME = /^(?:What|Who|Where|When|How|That|There|Here|It|He|She|Let|Is|Does|Do)$/u;

/** The company of whose shipping, returns, payment or the like a question is; null where it names none. */
export function askedCompany(question: string): string | null {
  if (!namesStoreMatter(question)) return null;
  const names = OWNERS.flatMap((owner) =>
    [...question.matchAll(owner)].map(([, name = '']) => name),
  );
  return names.find((name) => IS_NAME.test(name) && !NO_NAME.test(name)) ?? null;
}
