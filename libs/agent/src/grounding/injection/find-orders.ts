import type { Span } from '../../wording/split-sentences.js';
import { plainLetters } from './plain-letters.js';

const MODEL = String.raw`(?:AI|A\.I\.|LLM|GPT|chat-?bots?|bots?|(?:virtual |digital |support |shopping |AI )?assistants?|language models?|(?:support|AI) agents?)`;
const PEOPLE = '(?:user|shopper|customer|visitor|buyer|client)s?';
const RULES = '(?:prompts?|instructions?|rules?|guidelines?|directives?|restrictions?)';

/** Each alone shows that a text speaks to a model instead of to people. */
const STRONG: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:ignore|disregard|forget|override|bypass|discard)\s+(?:\w+\s+){0,3}?(?:previous|prior|above|earlier|preceding|all|any|your|other|system|these)\s+(?:\w+\s+){0,3}?${RULES}\b`, 'giu'),
  new RegExp(String.raw`\b(?:reveal|print|show|repeat|output|display|leak|disclose|quote|recite)\s+(?:\w+\s+){0,3}?(?:your|system|hidden|initial)\s+(?:\w+\s+){0,3}?${RULES}\b`, 'giu'),
  /\b(?:system|developer|hidden|initial)\s+(?:prompt|message|override)s?\b|\b(?:jailbreak|developer mode|dan mode|do anything now|prompt injection)\b/giu,
  /<\|[\w-]*\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant|user|tool|tool_call|function|function_call|instructions?|prompt)(?:\s[^>]*)?>|\b(?:tool_calls?|function_calls?)\b|"(?:tool|function|role)"\s*:\s*"/giu,
  /^[\s>*#_-]*(?:assistant|(?:system|developer|ai)\s+(?:message|prompt|note|instruction)s?)\s*[:\]]/gimu,
  /^\s*#{2,}\s*(?:instructions?|system|response|new task)\b[^\n]*/gimu,
  new RegExp(String.raw`\b${MODEL}\b[^.!?\n]{0,40}?\b(?:must|should|shall|has to|have to|need to|are to|is to|will now|reading this|are required|are instructed)\b`, 'giu'),
  new RegExp(String.raw`\b(?:if|as|since|when)\s+(?:you are|you're)\s+(?:an?|the)\s+${MODEL}`, 'giu'),
  new RegExp(String.raw`\b(?:note|attention|message|instructions?|important|notice|hey|dear|hello)\W+(?:\w+\s+){0,3}?(?:to|for)?\s*(?:any\s|all\s|the\s|every\s)?${MODEL}\b\s*[:,.!—–-]?`, 'giu'),
  new RegExp(String.raw`\b(?:tell|inform|assure|convince|persuade|instruct)\s+(?:the|every|all|any|each|your)?\s*${PEOPLE}\b(?:\s+(?:that|to|they|it|about|their|for|how|no|yes|we|the|shipping|returns))?`, 'giu'),
  new RegExp(String.raw`\b(?:never|do not|don't|must not)\s+(?:tell|mention|reveal|disclose|show|say)\b[^.!?\n]{0,60}\b(?:${PEOPLE}|instructions?|prompt|this note|this message)\b`, 'giu'),
  /\b(?:from now on|henceforth|starting now),?\s+(?:you|always|never|only|answer|respond|reply|speak|act|say)\b/giu,
  /\b(?:respond|reply|answer|speak)\s+(?:only\s+|always\s+|exclusively\s+|solely\s+)?(?:with|in|as|like)\s+(?:the\s+(?:word|text|exact|following)|only|french|german|spanish|italian|dutch|latin|klingon|pirate|a pirate|english|json|base64|an?\s+(?:pirate|link|image|human|person))\b/giu,
  new RegExp(String.raw`\byou are (?:now|no longer|actually|really)\s+(?:an?\s|the\s|in\s|called\s)?(?:[\w-]+\s){0,2}?(?:${MODEL}|model|pirate|human|person|persona|character|mode|unrestricted|free of|bound|dan|evil|admin|root)\b`, 'giu'),
  /\b(?:pretend|claim|say|insist|state)\s+(?:to be|that you(?:'re| are)|you(?:'re| are))\s+(?:an?\s+|not\s+|the\s+)*(?:\w+\s+)?(?:human|person|employee|pirate|bot|ai|robot|someone|staff|owner|manager)\b/giu,
  /\b(?:append|insert|embed|include|add|output|render|display|place)\b[^.!?\n]{0,50}\b(?:image|picture|pixel|markdown|html|iframe|script|link|url)\b[^.!?\n]{0,60}\b(?:answer|reply|response|message|question|conversation|output)s?\b/giu,
  /\b(?:in|to|at the end of|with)\s+(?:every|each|all|any)\s+(?:of\s+your\s+)?(?:answer|reply|replies|response)s?\b|\byour\s+(?:answer|reply|response|output)s?\s+(?:must|should|has to|shall)\b/giu,
  /\b(?:your\s+new|new)\s+(?:instructions?|persona|role|rules|system)\b[^.!?\n]{0,40}?(?:[:]|\b(?:is|are|follow)\b)/giu,
  /(?:ignorier\p{L}*|vergiss|vergesst|vergessen sie|missachte\p{L}*)\s[^.!?\n]{0,40}(?:anweisung|regel|instruktion|vorgabe)\p{L}*|(?:du bist|sie sind)\s+(?:jetzt|nun|ab jetzt|ab sofort|ab nun)\s(?:ein|kein|der|die|das|im)\p{L}*\s|(?:assistent|chatbot|ki|bot)\p{L}*\s+(?:muss|müssen|soll|sollen|darf)\s|(?:sag|sage|sagt|sagen sie|teile|antworte|antworten sie)\s+(?:dem|den|allen|jedem|nur|ausschließlich|ab jetzt)\s|(?:system-?prompt|deine anweisungen)/giu,
  /(?:ignor\p{L}*|oubli\p{L}*)\s+(?:toutes?\s+)?(?:les|vos|tes)\s+(?:\p{L}+\s+)?(?:instruction|règle|consigne)\p{L}*|(?:vous êtes|tu es)\s+(?:désormais|maintenant|à présent)\s(?:une?|le|la)\s|(?:l['’]assistant|le chatbot|l['’]ia)\s+(?:doit|devra)\s|(?:dis|dites)\s+(?:au|aux|à tous les)\s+(?:client|utilisateur|visiteur)s?|répond(?:s|ez)\s+(?:uniquement|seulement|toujours)|(?:révèle|révélez|affiche|affichez)\s[^.!?\n]{0,30}(?:prompt|instructions)/giu,
  /(?:ignora|ignore|olvida|olvide)\s+(?:todas\s+)?(?:las|tus|sus)\s+(?:\p{L}+\s+)?(?:instruccion|regla|indicacion)\p{L}*|(?:ahora|desde ahora|a partir de ahora)\s+(?:eres|responde|di|usted es)\s?|(?:el asistente|el chatbot|la ia)\s+(?:debe|tiene que)\s|(?:di|dile|diga|dígale)\s+(?:al|a los|a todos los)\s+(?:cliente|usuario|visitante)s?|responde\s+(?:solo|sólo|únicamente|siempre)|(?:revela|muestra)\s[^.!?\n]{0,30}(?:prompt|instrucciones)/giu,
  /(?:ignora|ignorate|dimentica)\s+(?:tutte\s+)?(?:le|tue)\s+(?:\p{L}+\s+)?(?:istruzion|regol)\p{L}*|(?:ora|adesso|da ora)\s+(?:sei (?:un|una|il|la)|rispondi)\s|(?:l['’]assistente|il chatbot|l['’]ia)\s+(?:deve|dovrà)\s|(?:di['’]|dì|dici|dite)\s+(?:al|ai|a tutti i)\s+(?:cliente|clienti|utente|utenti)|rispondi\s+(?:solo|soltanto|sempre)|(?:rivela|mostra)\s[^.!?\n]{0,30}(?:prompt|istruzioni)/giu,
  /(?:negeer|vergeet)\s+(?:alle\s+|je\s+)?(?:\p{L}+\s+)?(?:instructie|regel|opdracht)\p{L}*|je bent (?:nu|vanaf nu)\s(?:een|de|het)\s|(?:de assistent|de chatbot|de ai)\s+(?:moet|zal)\s|(?:zeg|vertel)\s+(?:tegen\s+)?(?:de|elke|alle)\s+(?:klant|gebruiker|bezoeker)\p{L}*|antwoord\s+(?:alleen|uitsluitend|altijd)|(?:toon|onthul)\s[^.!?\n]{0,30}(?:prompt|instructies)/giu,
]; // prettier-ignore

/** Where a text gives orders to a model: to forget its rules, to show them, to be someone else, to say something. */
export function findOrders(text: string): Span[] {
  const plain = plainLetters(text);
  return STRONG.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ 0: order, index }) => ({
      start: index,
      end: index + order.length,
    })),
  );
}

export function givesOrders(text: string): boolean {
  return findOrders(text).length > 0;
}
